import type { Page } from '#shared/contracts/basics.ts';
import type {
  ConfirmedReasons,
  ImportKind,
  ImportPreview,
  ImportView,
  RejectedLine,
  SuggestedReasons,
  TextsOfFile,
} from '#shared/contracts/imports.ts';
import type { StaffClient } from '../client.ts';

type Out<Schema extends { _zod: { output: unknown } }> = Schema['_zod']['output'];
export type Preview = Out<typeof ImportPreview>;
export type Suggested = Out<typeof SuggestedReasons>['items'];
export type Kind = ImportKind;
/** Our field, to their column or `=constant`. */
export type ColumnMap = Record<string, string>;
type Reading = { kind: Kind; map: ColumnMap; where: string; createCustomers: boolean };

/** The beginning of a file tells what its columns are. */
const BEGINNING_BYTES = 100_000;

const typeOf = ({ name }: File) => ({ 'content-type': /\.(?:ndjson|jsonl|json)$/i.test(name) ? 'application/x-ndjson' : 'text/csv' });
const searchOf = (given: Record<string, string | false>) =>
  new URLSearchParams(Object.entries(given).filter((one): one is [string, string] => Boolean(one[1])));

/** The calls of importing. @throws Refused */
export function importCalls(client: StaffClient) {
  const root = '/staff/imports';
  return {
    preview: (kind: Kind, file: File) =>
      client.send<Preview>('POST', `${root}/preview?kind=${kind}`, file.slice(0, BEGINNING_BYTES), typeOf(file)),
    texts: (file: File, { map, where }: Pick<Reading, 'map' | 'where'>) =>
      client.send<TextsOfFile>('POST', `${root}/reasons/texts?${searchOf({ map: JSON.stringify(map), where })}`, file, typeOf(file)),
    suggest: async (texts: string[]) => (await client.send<{ items: Suggested }>('POST', `${root}/reasons/suggestions`, { texts })).items,
    confirm: (mappings: Record<string, string>) =>
      client.send<Out<typeof ConfirmedReasons>>('PUT', `${root}/reasons/mappings`, { mappings }),
    start: (file: File, columns: string[], { kind, map, where, createCustomers }: Reading) => {
      const search = searchOf({
        kind,
        name: file.name.slice(0, 200),
        map: JSON.stringify(map),
        where,
        createCustomers: createCustomers && 'true',
        columns: JSON.stringify(columns),
      });
      return client.send<{ id: string }>('POST', `${root}?${search}`, file, typeOf(file));
    },
    list: async () => (await client.get<{ items: ImportView[] }>(root)).items,
    read: (id: string) => client.get<ImportView>(`${root}/${encodeURIComponent(id)}`),
    rejected: (id: string, cursor: string | null) =>
      client.get<Page<RejectedLine>>(`${root}/${encodeURIComponent(id)}/rejected?${searchOf({ cursor: cursor ?? '' })}`),
    rejectedFile: (id: string) => `${root}/${encodeURIComponent(id)}/rejected.csv`,
  };
}
export type ImportCalls = ReturnType<typeof importCalls>;

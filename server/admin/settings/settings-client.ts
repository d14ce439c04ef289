import type { Settings, SettingsDocument, SettingsName } from '#shared/contracts/settings.ts';
import type { StaffClient } from '../client.ts';
import { tServer } from '../words/language.ts';

export type Trouble = { path: string; message: string };
export type Version<Name extends SettingsName = SettingsName> = SettingsDocument<Name> & { note: string | null };
type Draft<Doc> = { basedOn: number; document: Doc; at: string; base: Doc | null };

/** The calls of one settings document. @throws Refused */
export function settingsCalls<Name extends SettingsName>(client: StaffClient, name: Name) {
  type Doc = Settings[Name];
  const at = `/staff/settings/${name}`;
  return {
    read: () => client.get<SettingsDocument<Name>>(at),
    history: async () => (await client.get<{ items: Version<Name>[] }>(`${at}/history`)).items,
    draft: async () => (await client.get<{ draft: Draft<Doc> | null }>(`${at}/draft`)).draft,
    keep: (basedOn: number, document: Doc) => client.send<{ at: string }>('PUT', `${at}/draft`, { basedOn, document }),
    drop: () => client.send<null>('DELETE', `${at}/draft`),
    validate: async (document: Doc) =>
      (await client.send<{ problems: Trouble[] }>('POST', `${at}/validation`, document as object)).problems.map((one) => ({
        ...one,
        message: tServer(one.message),
      })),
    publish: (version: number, document: Doc, note: string) =>
      client.send<SettingsDocument<Name>>('PUT', `${at}${note ? `?note=${encodeURIComponent(note)}` : ''}`, document as object, {
        'If-Match': `"${version}"`,
      }),
  };
}

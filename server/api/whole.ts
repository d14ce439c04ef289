import type { Context, TypedResponse } from 'hono';
import type { Page } from '#shared/contracts/basics.ts';
import { type Table, wantsCsv, writeCsv } from './csv.ts';

const ITEMS_AT_ONCE = 1000;

type Asked = { format: 'csv' | 'json' | undefined; limit: number | undefined; cursor: string | undefined };
/** A list of any length. `head`: what stands beside the items in JSON. */
type Whole<Item, Head extends object> = {
  head: Head;
  read: (page: { cursor: string | undefined; limit: number }) => Promise<Page<Item>>;
  table: (answer: Head & Page<Item>) => Table;
};

/** A file is asked for without a page: it holds everybody. @returns false: a page is wanted */
export const isWholeFile = (c: Context, { format, limit, cursor }: Asked): boolean =>
  limit === undefined && cursor === undefined && (format !== undefined || wantsCsv(c, format));

/** The whole list as a file, written page by page as it is taken, so that its length costs no memory. */
export async function answerWhole<Item, Head extends object>(
  c: Context,
  format: Asked['format'],
  { head, read, table }: Whole<Item, Head>,
): Promise<TypedResponse<Head & Page<Item>, 200, 'json'>> {
  // What cannot be read at all is refused before the first byte.
  const first = await read({ cursor: undefined, limit: ITEMS_AT_ONCE });
  async function* pages(): AsyncGenerator<Item[]> {
    for (let page: Page<Item> | null = first; page !== null;) {
      yield page.items;
      page = page.nextCursor === null ? null : await read({ cursor: page.nextCursor, limit: ITEMS_AT_ONCE });
    }
  }
  const drawn = (items: Item[]): Table => table({ ...head, items, nextCursor: null });
  const isCsv = wantsCsv(c, format);
  const { name } = drawn([]);
  c.header('Vary', 'Accept', { append: true });
  const texts = isCsv ? csvOf(pages(), drawn) : jsonOf(pages(), head);
  return c.body(streamOf(texts), 200, {
    'Content-Type': isCsv ? 'text/csv; charset=utf-8; header=present' : 'application/json',
    'Content-Disposition': `attachment; filename="${name}.${isCsv ? 'csv' : 'json'}"`,
  }) as unknown as TypedResponse<Head & Page<Item>, 200, 'json'>; // the same answer, or another form of it
}

/** Written only as fast as it is taken; who goes away ends it. */
export function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await texts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => void (await texts.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}

async function* csvOf<Item>(pages: AsyncIterable<Item[]>, drawn: (items: Item[]) => Table): AsyncGenerator<string> {
  yield writeCsv(drawn([]));
  for await (const items of pages) {
    const text = writeCsv(drawn(items));
    const rows = text.slice(text.indexOf('\n') + 1);
    if (rows) yield rows;
  }
}

/** As `{…head, "items": […], "nextCursor": null}`. */
async function* jsonOf<Item>(pages: AsyncIterable<Item[]>, head: object): AsyncGenerator<string> {
  yield JSON.stringify({ ...head, items: [] }).slice(0, -2);
  let isFirst = true;
  for await (const items of pages) {
    if (items.length === 0) continue;
    yield `${isFirst ? '' : ','}${JSON.stringify(items).slice(1, -1)}`;
    isFirst = false;
  }
  yield '],"nextCursor":null}';
}

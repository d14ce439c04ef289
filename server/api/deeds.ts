import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Audited } from '#shared/contracts/audit.ts';
import { audited } from '#server/store/audit.ts';
import type { WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';

type Asked = { deps: Deps; merchantId: string; parts: string[]; c: Context };
type Deed = {
  method: string;
  path: RegExp;
  /** Asked when it has succeeded; null: this one is nothing to write down. */
  what: Audited | ((asked: Asked) => Promise<Audited | null>);
  /** Read before the deed is done, while there is still something to read. */
  about: (asked: Asked) => Promise<string | null>;
};

const first = async ({ parts }: Asked): Promise<string | null> => parts[0] ?? null;

/** A part of the path as it was meant; what is not well written stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Our own id of a customer: the merchant's may be an address, and goes when they are erased. */
async function customerId({ deps, merchantId, parts: [given = ''] }: Asked): Promise<string | null> {
  const { customers } = storesOf(deps, merchantId);
  const found = (await customers.find({ externalId: given })) ?? (await customers.findById(given));
  return found?.id ?? null;
}

/** Deeds whose own statements lie elsewhere: they are written down when they have succeeded. Deeds of the house write their own line in their own batch. */
const DEEDS: Deed[] = [
  {
    method: 'PUT',
    path: /\/cases\/[^/]+\/offers\/([^/]+)\/approval$/,
    what: async ({ c }) => (((await c.req.json()) as { approved?: boolean }).approved ? 'approval_given' : 'approval_refused'),
    about: first,
  },
  { method: 'POST', path: /^\/staff\/imports$/, what: 'import_carried_out', about: async ({ c }) => c.req.query('kind') ?? null },
  { method: 'GET', path: /\/cases\/[^/]+\/files\/([^/]+)$/, what: 'file_downloaded', about: first },
  { method: 'DELETE', path: /\/cases\/([^/]+)\/person$/, what: 'customer_erased', about: first },
  { method: 'DELETE', path: /\/customers\/([^/]+)$/, what: 'customer_erased', about: customerId },
  { method: 'GET', path: /\/customers\/([^/]+)\/export$/, what: 'customer_exported', about: customerId },
  { method: 'PUT', path: /\/customers\/([^/]+)\/legal-hold$/, what: 'legal_hold_set', about: customerId },
  { method: 'DELETE', path: /\/customers\/([^/]+)\/legal-hold$/, what: 'legal_hold_lifted', about: customerId },
  { method: 'POST', path: /\/(customers|orders|departures)\/import$/, what: 'import_carried_out', about: first },
  {
    method: 'GET',
    path: /\/insights\/([\w-]+)$/,
    what: async ({ c }) => (c.res.headers.get('content-type')?.startsWith('text/csv') ? 'table_downloaded' : null),
    about: first,
  },
  { method: 'POST', path: /\/outbox\/([^/]+)\/retry$/, what: 'letter_sent_again', about: first },
  { method: 'PUT', path: /\/articles\/([^/]+)$/, what: 'article_written', about: first },
  { method: 'POST', path: /\/articles$/, what: 'article_written', about: async () => null },
];

/** Writes down what people and programs do with customers' data, and decisions of a second person. */
export const writeDownDeeds = (deps: Deps) =>
  createMiddleware<WorkerEnv>(async (c, next) => {
    const deed = DEEDS.find(({ method, path }) => method === c.req.method && path.test(c.req.path));
    if (!deed) return next();
    const { merchantId, actor } = c.var.worker;
    const parts = (deed.path.exec(c.req.path) ?? []).slice(1).map(decoded);
    const asked: Asked = { deps, merchantId, parts, c };
    const about = await deed.about(asked);
    await next();
    if (!c.res.ok) return;
    const what = typeof deed.what === 'string' ? deed.what : await deed.what(asked);
    if (what) await deps.db.write([audited(merchantId, actor, what, about, deps.now().toISOString())]);
  });

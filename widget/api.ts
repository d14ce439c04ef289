/** An answer that is not 2xx; without a status the server was not reached. */
export type Refused = Error & {
  status?: number;
  /** Seconds to wait, as the server asked. */
  wait?: number;
  errors?: { path: string; message: string }[];
};

type Problem = { detail?: string; errors?: Refused['errors'] } | undefined;

export const refused = (status?: number, wait?: string | null, problem?: Problem): Refused =>
  Object.assign(new Error(problem?.detail), { status, wait: Number(wait), errors: problem?.errors });

/** A proof of work was missing, used or too old: our trouble, never the customer's. */
export const isUnproven = ({ errors }: Refused): boolean => errors?.[0]?.path === 'challenge';

/** Worth sending again later, unchanged. */
export const passes = (problem: Refused): boolean =>
  !problem.status || problem.status >= 500 || [408, 425, 429].includes(problem.status) || isUnproven(problem);

/** A name nobody else has; pages without https have no randomUUID. */
export const newId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/** Small bodies are sent on even if the page is closed meanwhile; browsers allow 64 kB of them. */
const KEEPALIVE_LENGTH = 15_000;
const PATIENCE_MS = 15_000;

/** Sends words to Amends. `text/plain` spares the browser a question before each POST. */
export async function call<T>(method: string, url: string, what: unknown, token?: string): Promise<T> {
  const body = JSON.stringify(what);
  const answer = await fetch(url, {
    method,
    body,
    headers: { 'Content-Type': 'text/plain', ...(token && { Authorization: `Bearer ${token}` }) },
    credentials: 'omit',
    keepalive: body.length < KEEPALIVE_LENGTH,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const said = await answer.json().catch(() => undefined);
  if (answer.ok && said) return said;
  // Well answered, but not by us: a captive portal, a broken proxy. That passes.
  throw refused(answer.ok ? 0 : answer.status, answer.headers.get('Retry-After'), said);
}

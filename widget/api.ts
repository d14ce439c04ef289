/** An answer that is not 2xx; `status` 0 means the server was not reached. */
export class Refused extends Error {
  status: number;
  /** Seconds to wait, as the server asked. */
  wait: number;
  errors: { path: string; message: string }[];
  constructor(status: number, wait = 0, problem: { detail?: string; errors?: { path: string; message: string }[] } = {}) {
    super(problem.detail);
    this.status = status;
    this.wait = wait;
    this.errors = problem.errors ?? [];
  }
}

/** Worth sending again later, unchanged. */
export const passes = ({ status }: Refused): boolean => !status || status >= 500 || [408, 425, 429].includes(status);

/** A name nobody else has; pages without https have no randomUUID. */
export const newId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/** Small bodies are sent on even if the page is closed meanwhile; browsers allow 64 kB of them. */
const KEEPALIVE_LENGTH = 15_000;
const PATIENCE_MS = 15_000;

/** Sends words to Amends. `text/plain` spares the browser a question before each POST. */
export async function call<T>(method: string, url: string, what: unknown, token?: string): Promise<T> {
  const body = JSON.stringify(what);
  const headers: Record<string, string> = { 'Content-Type': 'text/plain' };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(url, {
    method,
    body,
    headers,
    credentials: 'omit',
    keepalive: body.length < KEEPALIVE_LENGTH,
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => Promise.reject(new Refused(0)));
  const said = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new Refused(answer.status, Number(answer.headers.get('Retry-After')), said);
  if (!said) throw new Refused(0); // an answer that is not ours: a captive portal, a broken proxy
  return said;
}

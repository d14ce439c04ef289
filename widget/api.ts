/** An answer that is not 2xx; `status` 0 means the server was not reached. */
export class Refused extends Error {
  status: number;
  /** Seconds to wait, as the server asked. */
  wait: number;
  errors: { path: string; message: string }[];
  constructor(status: number, wait = 0, problem: { detail?: string; errors?: { path: string; message: string }[] } = {}) {
    super(problem.detail ?? '');
    this.status = status;
    this.wait = wait;
    this.errors = problem.errors ?? [];
  }
  /** Worth sending again later, unchanged. */
  get passing(): boolean {
    return [0, 408, 425, 429].includes(this.status) || this.status >= 500;
  }
}

/** Small bodies are sent on even if the page is closed meanwhile; browsers allow 64 kB of them. */
const KEEPALIVE_BYTES = 30_000;

/** Sends words to Amends. `text/plain` spares the browser a question before each POST. */
export async function call<T>(method: string, url: string, body: unknown, token?: string, timeoutMs = 15_000): Promise<T> {
  const text = body instanceof FormData ? body : JSON.stringify(body);
  let answer: Response;
  try {
    answer = await fetch(url, {
      method,
      body: text,
      credentials: 'omit',
      keepalive: typeof text === 'string' && text.length < KEEPALIVE_BYTES,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...(typeof text === 'string' && { 'Content-Type': 'text/plain' }),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
    });
  } catch {
    throw new Refused(0);
  }
  const said = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new Refused(answer.status, Number(answer.headers.get('Retry-After')) || 0, said);
  if (!said) throw new Refused(0); // an answer that is not ours: a captive portal, a broken proxy
  return said;
}

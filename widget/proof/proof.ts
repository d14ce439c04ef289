import { search, type Stretch } from './search.ts';

/** An ALTCHA challenge, as Amends puts it. */
type Challenge = { algorithm: string; challenge: string; maxnumber: number; salt: string; signature: string };
type Begun = { at: number; proof: Promise<string>; ending: AbortController };

/** Amends takes a proof for half an hour; somebody may write longer. */
const FRESH_MS = 20 * 60_000;
const PATIENCE_MS = 15_000;
/** So many numbers are looked through between two keystrokes. */
const SLICE = 500;

/** Proofs nobody took yet. */
const begun: Record<string, Begun | undefined> = {};

function drop(url: string): void {
  begun[url]?.ending.abort();
  delete begun[url];
}

/** Looks for the number beside the page; rejects where the page's policy allows no worker. */
function inWorker(stretch: Stretch, { signal }: AbortController): Promise<number | undefined> {
  const url = URL.createObjectURL(new Blob([`onmessage=({data})=>postMessage((${String(search)})(data))`], { type: 'text/javascript' }));
  return new Promise<number | undefined>((resolve, reject) => {
    // A page that gives its scripts a nonce allows no worker from a blob: trying would only stain its reports.
    if (document.querySelector('script[nonce]')) return reject();
    const worker = new Worker(url);
    signal.addEventListener('abort', () => (worker.terminate(), reject()));
    worker.onerror = reject;
    worker.onmessage = ({ data }) => (worker.terminate(), resolve(data as number | undefined));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no target
    worker.postMessage(stretch);
  }).finally(() => URL.revokeObjectURL(url));
}

/** Looks for it on the page itself, in slices short enough to go on typing. */
async function inSlices([salt, wanted, from, to]: Stretch, { signal }: AbortController): Promise<number | undefined> {
  for (let at = from; at < to; at += SLICE) {
    await new Promise((rested) => setTimeout(rested));
    if (signal.aborted) break;
    const found = search([salt, wanted, at, Math.min(at + SLICE, to)]);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function prove(url: string, ending: AbortController): Promise<string> {
  const answer = await fetch(url, { credentials: 'omit', signal: AbortSignal.any([ending.signal, AbortSignal.timeout(PATIENCE_MS)]) });
  if (!answer.ok) throw Object.assign(new Error(), { status: answer.status, wait: Number(answer.headers.get('Retry-After')) });
  const { algorithm, challenge, maxnumber, salt, signature } = (await answer.json()) as Challenge;
  const stretch: Stretch = [salt, challenge, 0, maxnumber + 1];
  const number = await inWorker(stretch, ending).catch(() => inSlices(stretch, ending));
  return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
}

type Said = { siteKey?: string };
const challengeOf = (casesUrl: string, { siteKey }: Said) => `${casesUrl}/../challenge?siteKey=${siteKey}`;

/** Begins a proof for whoever starts to write, unless a fresh one is under way. It ends with the panel, unless it was taken. */
export function begin(casesUrl: string, said: Said): void {
  const url = challengeOf(casesUrl, said);
  const before = begun[url];
  if (before && Date.now() - before.at < FRESH_MS) return;
  drop(url);
  const ending = new AbortController();
  const mine: Begun = { at: Date.now(), proof: prove(url, ending), ending };
  begun[url] = mine;
  mine.proof.catch(() => begun[url] === mine && drop(url));
  addEventListener('amends:closed', () => begun[url] === mine && drop(url), { once: true });
}

/** A proof that nobody used yet: the one begun, else a new one. */
export function take(casesUrl: string, said: Said): Promise<string> {
  begin(casesUrl, said);
  const url = challengeOf(casesUrl, said);
  const { proof } = begun[url]!;
  delete begun[url];
  return proof;
}

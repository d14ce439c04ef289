import { call, passes, Refused } from './api.ts';
import { forget, keep, kept } from './keep.ts';
import { upload } from './upload.ts';

/** One thing a customer sent, kept until it arrived. */
export type Parcel = {
  id: string;
  at: number;
  url: string;
  body: object;
  /** Photos and papers still to be uploaded, where to, and what those uploaded already are called there. */
  files?: File[];
  uploadUrl?: string;
  uploads?: string[];
  /** What follows once the first call was answered. */
  then?: { path: string; body: object }[];
  /** Where the words go back to when they are refused. */
  draft?: { place: string; words: object };
};

/** `kept`: it survives closing the page. */
export type Sent<T = any> = { state: 'sent'; answer: T } | { state: 'queued'; kept: boolean } | { state: 'refused'; problem: Refused };

const PREFIX = 'out/';
const MAX_WAIT_MS = 300_000;
const onTheWay = new Map<string, Promise<Sent>>();
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let heard: ((id: string, sent: Sent | { file: string; share: number }) => void) | undefined;

/** Hears how far a file has come, and of parcels that had to wait. One listener at a time. */
export const follow = (listener: typeof heard): void => void (heard = listener);

/** Tells the small script on the page whether something of an earlier visit is still to be sent. */
async function mark(): Promise<void> {
  const waiting = await kept(PREFIX);
  try {
    if (waiting.length) localStorage.amends = 1;
    else localStorage.removeItem('amends');
  } catch {}
}

/** Sends nothing more of itself until it is asked again. */
export function rest(): void {
  clearTimeout(timer);
  removeEventListener('online', flush);
}

function later(waitSeconds: number): void {
  rest();
  const patienceMs = Math.min(2 ** tries++ * 1000, MAX_WAIT_MS) * (0.75 + Math.random() / 2);
  timer = setTimeout(flush, Math.max(waitSeconds * 1000, patienceMs));
  addEventListener('online', flush);
}

async function deliver(parcel: Parcel, isKept: boolean): Promise<Sent> {
  const place = PREFIX + parcel.id;
  try {
    for (let file; (file = parcel.files?.[0]); ) {
      const { name } = file;
      const uploadId = await upload(parcel.uploadUrl!, file, (share) => heard?.(parcel.id, { file: name, share }));
      parcel.uploads = [...(parcel.uploads ?? []), uploadId];
      parcel.files = parcel.files!.slice(1);
      await keep(place, parcel);
    }
    const answer = await call<any>('POST', parcel.url, { ...parcel.body, uploads: parcel.uploads });
    for (const { path, body } of parcel.then ?? []) {
      await call('PUT', `${parcel.url}/${answer.cancellation.id}/${path}`, body, answer.cancellation.token);
    }
    await forget(place);
    tries = 0;
    return { state: 'sent', answer };
  } catch (error) {
    const problem = error instanceof Refused ? error : new Refused(0);
    if (passes(problem)) {
      later(problem.wait);
      return { state: 'queued', kept: isKept };
    }
    if (parcel.draft) await keep(parcel.draft.place, parcel.draft.words);
    await forget(place);
    return { state: 'refused', problem };
  } finally {
    onTheWay.delete(parcel.id);
    void mark();
  }
}

/** The same parcel is never on its way twice. */
function carry(parcel: Parcel, isKept: boolean): Promise<Sent> {
  const running = onTheWay.get(parcel.id) ?? deliver(parcel, isKept);
  onTheWay.set(parcel.id, running);
  return running;
}

/** Keeps first, then sends. */
export async function send<T>(parcel: Parcel): Promise<Sent<T>> {
  const isKept = await keep(PREFIX + parcel.id, parcel);
  if (parcel.draft) await forget(parcel.draft.place);
  void mark();
  return carry(parcel, isKept);
}

/** Sends what had to wait, oldest first. */
export async function flush(): Promise<void> {
  rest();
  const waiting = (await kept<Parcel>(PREFIX)).sort((a, b) => a.at - b.at);
  for (const parcel of waiting) {
    const sent = await carry(parcel, true);
    if (sent.state === 'queued') return;
    heard?.(parcel.id, sent);
  }
}

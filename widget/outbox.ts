import { call, Refused } from './api.ts';
import { forget, keep, kept } from './keep.ts';

/** One thing a customer sent, kept until it arrived. */
export type Parcel = {
  id: string;
  at: number;
  url: string;
  body: Record<string, unknown>;
  /** Photos and papers still to be uploaded, and where to. */
  files?: File[];
  uploadUrl?: string;
  uploads?: string[];
  /** What follows once the first call was answered: it begins with where, from the answer's id. */
  then?: { path: string; body: unknown }[];
};

export type Sent<T> = { state: 'sent'; answer: T } | { state: 'queued' } | { state: 'refused'; problem: Refused };

const PREFIX = 'out/';
const sending = new Map<string, Promise<Sent<any>>>();
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells the small script on the page whether an earlier visit left something to send. */
async function mark(): Promise<void> {
  const left = await kept(PREFIX);
  try {
    if (left.length) localStorage.amends = 1;
    else localStorage.removeItem('amends');
  } catch {}
}

async function deliver<T>(parcel: Parcel): Promise<Sent<T>> {
  try {
    while (parcel.files?.length) {
      const form = new FormData();
      form.append('file', parcel.files[0]!);
      const { uploadId } = await call<{ uploadId: string }>('POST', parcel.uploadUrl!, form, undefined, 120_000);
      parcel.uploads = [...(parcel.uploads ?? []), uploadId];
      parcel.files = parcel.files.slice(1);
      await keep(PREFIX + parcel.id, parcel);
    }
    const answer = await call<any>('POST', parcel.url, { ...parcel.body, ...(parcel.uploads && { uploads: parcel.uploads }) });
    for (const { path, body } of parcel.then ?? []) {
      await call('PUT', `${parcel.url}/${answer.cancellation.id}/${path}`, body, answer.cancellation.token);
    }
    await forget(PREFIX + parcel.id);
    return { state: 'sent', answer };
  } catch (error) {
    const problem = error instanceof Refused ? error : new Refused(0);
    if (problem.passing) {
      later(problem.wait);
      return { state: 'queued' };
    }
    await forget(PREFIX + parcel.id);
    return { state: 'refused', problem };
  } finally {
    await mark();
  }
}

function later(waitSeconds: number) {
  clearTimeout(timer);
  timer = setTimeout(flush, Math.max(waitSeconds * 1000, Math.min(2 ** tries++ * 1000, 300_000) * (0.75 + Math.random() / 2)));
}

const arrivals = new Set<(id: string, sent: Sent<any>) => void>();

/** Hears of parcels that were sent, or refused, after they had to wait. */
export function onArrival(heard: (id: string, sent: Sent<any>) => void): () => void {
  arrivals.add(heard);
  return () => arrivals.delete(heard);
}

/** Keeps first, then sends; the same parcel is never on its way twice. */
export async function send<T>(parcel: Parcel): Promise<Sent<T>> {
  await keep(PREFIX + parcel.id, parcel);
  void mark();
  return carry<T>(parcel);
}

function carry<T>(parcel: Parcel): Promise<Sent<T>> {
  const running = sending.get(parcel.id) ?? deliver<T>(parcel).finally(() => sending.delete(parcel.id));
  sending.set(parcel.id, running);
  return running;
}

/** Sends what had to wait, oldest first. */
export async function flush(): Promise<void> {
  clearTimeout(timer);
  const waiting = (await kept<Parcel>(PREFIX)).map(([, parcel]) => parcel).sort((a, b) => a.at - b.at);
  for (const parcel of waiting) {
    const sent = await carry(parcel);
    if (sent.state === 'queued') return;
    tries = 0;
    for (const heard of arrivals) heard(parcel.id, sent);
  }
}

import type { CancellationOpened } from '#shared/contracts/cancellation.ts';
import { call, isUnproven, passes, type Refused } from './api.ts';
import { forget, keep, kept } from './keep.ts';
import type * as Proof from './proof/proof.ts';
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
  after?: { path: string; body: object }[];
  /** Amends asks for a proof of work with it. */
  prove?: true | undefined;
  /** Where the words go back to when they are refused. */
  draft?: { place: string; words: object };
};

/** What became of it. `kept`: it survives closing the page. `file` and `share`: what is on its way, and how much of it arrived. */
export type Fate<T = unknown> = {
  at: 'sending' | 'sent' | 'queued' | 'refused';
  answer?: T;
  kept?: boolean;
  problem?: Refused;
  file?: string;
  share?: number;
};

const PREFIX = 'out/';
const MAX_WAIT_MS = 300_000;
const onTheWay: Record<string, Promise<Fate>> = {};
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let heard: ((id: string, fate: Fate) => void) | undefined;

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

// Named apart, so that the build adds nothing around the import.
const PROOF = './proof/proof.ts';
/** Proofs of work, fetched only where a site asks for them. */
export const proofs = () => import(/* @vite-ignore */ PROOF) as Promise<typeof Proof>;
/** A proof counts once and ages, so that each try has its own. */
async function post({ url, body, uploads, prove }: Parcel): Promise<unknown> {
  return call('POST', url, { ...body, uploads, challenge: prove && (await (await proofs()).take(url, body)) });
}

async function deliver(parcel: Parcel): Promise<Fate> {
  const place = PREFIX + parcel.id;
  try {
    for (let file; (file = parcel.files?.[0]);) {
      const { name } = file;
      const uploadId = await upload(parcel.uploadUrl!, file, (share) => heard?.(parcel.id, { at: 'sending', file: name, share }));
      parcel.uploads = [...(parcel.uploads ?? []), uploadId];
      parcel.files = parcel.files!.slice(1);
      await keep(place, parcel);
    }
    const answer = await post(parcel).catch((error) => {
      if (!isUnproven(error)) throw error;
      return post(Object.assign(parcel, { prove: true }));
    });
    for (const { path, body } of parcel.after ?? []) {
      const { id, token } = (answer as CancellationOpened).cancellation;
      await call('PUT', `${parcel.url}/${id}/${path}`, body, token);
    }
    await forget(place);
    tries = 0;
    return { at: 'sent', answer };
  } catch (error) {
    const problem = error as Refused; // whatever else it may be, it passes
    if (passes(problem)) {
      later(problem.wait || 0);
      return { at: 'queued', kept: await keep(place, parcel) };
    }
    if (parcel.draft) await keep(parcel.draft.place, parcel.draft.words);
    await forget(place);
    return { at: 'refused', problem };
  } finally {
    delete onTheWay[parcel.id];
    void mark();
  }
}

/** The same parcel is never on its way twice. */
const carry = (parcel: Parcel): Promise<Fate> => (onTheWay[parcel.id] ??= deliver(parcel));

/** Keeps first, then sends. */
export async function send<T>(parcel: Parcel): Promise<Fate<T>> {
  await keep(PREFIX + parcel.id, parcel);
  if (parcel.draft) await forget(parcel.draft.place);
  void mark();
  return carry(parcel) as Promise<Fate<T>>;
}

/** Sends what had to wait, oldest first. */
export async function flush(): Promise<void> {
  rest();
  for (const parcel of (await kept<Parcel>(PREFIX)).sort((a, b) => a.at - b.at)) {
    const fate = await carry(parcel);
    heard?.(parcel.id, fate);
  }
}

/** How one attempt to deliver ended. `peerDown`: nobody there takes anything at the moment, so the rest need not be tried now. */
export type Attempt =
  | { kind: 'sent' }
  | { kind: 'refused'; why: string }
  | { kind: 'later'; why: string; retryAfterMs?: number; peerDown?: boolean };

/** A way out. It never throws and always ends in time. */
export type Channel<Parcel> = { deliver(parcel: Parcel): Promise<Attempt>; close(): void };

/** Whatever happens, an attempt ends. */
export async function inTime(attempt: Promise<Attempt>, timeoutMs: number): Promise<Attempt> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Attempt>((done) => {
    timer = setTimeout(() => done({ kind: 'later', why: `No answer within ${timeoutMs / 1000} seconds.`, peerDown: true }), timeoutMs);
  });
  try {
    return await Promise.race([attempt, late]);
  } finally {
    clearTimeout(timer);
  }
}

import { signal } from '@preact/signals';
import type { Page, Problem } from '#shared/contracts/basics.ts';
import type { AwaitedApproval } from '#shared/contracts/case.ts';
import { Refused, type StaffClient } from '../client.ts';

const PAUSE_MS = 800;

/** Everything that waits for a second person, the oldest due first, fresh while somebody looks. */
export function createApprovals(client: StaffClient, { pauseMs = PAUSE_MS } = {}) {
  /** null: not read yet. */
  const items = signal<AwaitedApproval[] | null>(null);
  const nextCursor = signal<string | null>(null);
  const trouble = signal<string | null>(null);
  const busy = signal<string | null>(null);
  /** Why the last answer was not taken, and of which approval. */
  const refused = signal<{ offerId: string; problem: Problem } | null>(null);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  async function read(cursor?: string) {
    const mine = ++asked;
    try {
      const page = await client.get<Page<AwaitedApproval>>(`/staff/approvals${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`);
      if (mine !== asked) return;
      items.value = cursor ? [...(items.peek() ?? []), ...page.items] : page.items;
      nextCursor.value = page.nextCursor;
      trouble.value = null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === asked) trouble.value = error.problem.detail;
    }
  }

  async function act({ case: about, approval }: AwaitedApproval, send: () => Promise<unknown>): Promise<boolean> {
    if (busy.peek() !== null) return false;
    busy.value = approval.offerId;
    refused.value = null;
    try {
      await send();
      items.value = (items.peek() ?? []).filter((one) => one.approval.offerId !== approval.offerId);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.value = { offerId: approval.offerId, problem: error.problem };
      // Somebody changed the case meanwhile: the next answer is about the newer one.
      const newer = error.newer;
      if (newer)
        items.value = (items.peek() ?? []).map((one) =>
          one.case.id === about.id ? { ...one, case: { ...one.case, version: newer.version } } : one,
        );
      return false;
    } finally {
      busy.value = null;
    }
  }

  return {
    items,
    trouble,
    busy,
    refused,
    nextCursor,
    load: () => read(),
    more: () => read(nextCursor.peek() ?? undefined),
    /** Something changed somewhere: reads again, once for all that happens in a moment. */
    heard() {
      clearTimeout(pause);
      pause = setTimeout(() => void read(), pauseMs);
    },
    stop: () => clearTimeout(pause),
    /** @returns whether it was taken */
    answer: (awaited: AwaitedApproval, approved: boolean, reason: string) =>
      act(awaited, () =>
        client.act(
          'approve',
          awaited.case.id,
          { approved, reason: reason.trim() || undefined, version: awaited.case.version },
          awaited.approval.offerId,
        ),
      ),
    takeBack: (awaited: AwaitedApproval) =>
      act(awaited, () => client.act('withdraw_approval', awaited.case.id, { version: awaited.case.version }, awaited.approval.offerId)),
  };
}
export type Approvals = ReturnType<typeof createApprovals>;

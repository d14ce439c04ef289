import { signal } from '@preact/signals';
import type { Page, Problem } from '#shared/contracts/basics.ts';
import type { AwaitedApproval } from '#shared/contracts/case.ts';
import { Refused, type StaffClient } from '../client.ts';
import { createHearing } from '../models/hearing.ts';
import { createPaged } from '../models/paged.ts';

/** Everything that waits for a second person, the oldest due first, fresh while somebody looks. */
export function createApprovals(client: StaffClient, { pauseMs }: { pauseMs?: number } = {}) {
  const paged = createPaged((cursor) =>
    client.get<Page<AwaitedApproval>>(`/staff/approvals${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`),
  );
  const { items, load } = paged;
  const busy = signal<string | null>(null);
  /** Why the last answer was not taken, and of which approval. */
  const refused = signal<{ offerId: string; problem: Problem } | null>(null);

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
    paged,
    busy,
    refused,
    load,
    ...createHearing(load, pauseMs),
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

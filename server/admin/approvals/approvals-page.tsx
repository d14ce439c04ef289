import { useMemo, useRef } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { useKeys } from '../parts/keys.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { useFresh } from '../parts/reads.ts';
import { t } from '../words/language.ts';
import { ApprovalCard } from './approval-card.tsx';
import { createApprovals } from './approvals.ts';
import './approvals.css';

/** What waits for a second person: everything needed for a yes or a no, without opening the case. */
export function ApprovalsPage() {
  const { client, session } = useDesk();
  const approvals = useMemo(() => createApprovals(client), [client]);
  const list = useRef<HTMLOListElement>(null);
  useFresh(approvals);

  const mine = session.me.value!.id; // shown only to somebody signed in

  const cards = () => [...(list.current?.querySelectorAll<HTMLElement>('article') ?? [])];
  const current = () => cards().find((card) => card.contains(document.activeElement)) ?? cards()[0];
  function step(by: 1 | -1) {
    const all = cards();
    const at = all.findIndex((card) => card.contains(document.activeElement));
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  }
  /** The next one to answer, or the heading when it was the last. */
  function goOn(offerId: string) {
    const at = (approvals.paged.items.value ?? []).findIndex(({ approval }) => approval.offerId === offerId);
    requestAnimationFrame(() => {
      const left = cards();
      (left[Math.min(at, left.length - 1)] ?? document.getElementById('content'))?.focus();
    });
  }
  const press = (what: string) => current()?.querySelector<HTMLButtonElement>(`button[data-key=${what}]`)?.click();
  useKeys({ j: () => step(1), k: () => step(-1), y: () => press('yes'), r: () => press('no') });

  return (
    <main class="page approvals">
      <PageHeading title={t('Approvals')} />
      <p class="lead">{t('Remedies above somebody’s limit. Keys: J and K to go through them, Y for a yes, R to refuse.')}</p>
      <PagedList paged={approvals.paged} empty={<p>{t('Nothing waits for a second person.')}</p>}>
        {(waiting) => (
          <ol ref={list} class="approvals-list">
            {waiting.map((awaited) => (
              <li key={awaited.approval.offerId}>
                <ApprovalCard
                  awaited={awaited}
                  approvals={approvals}
                  isOwn={awaited.approval.proposedBy.id === mine}
                  onDone={() => goOn(awaited.approval.offerId)}
                />
              </li>
            ))}
          </ol>
        )}
      </PagedList>
    </main>
  );
}

import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { WatchList } from '#shared/contracts/watch.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Choice } from '../parts/choice.tsx';
import { Ago } from '../parts/marks.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { Refusal } from '../parts/refusal.tsx';
import { WinBackFrame } from '../rescue/frame.tsx';
import { msg, t, tn } from '../words/language.ts';
import { watchOf } from './watch-calls.ts';
import { WatchCard } from './watch-card.tsx';
import { KIND } from './watch-words.ts';
import { isLead } from '../account/roles.ts';

const LOOK_AGAIN_MS = 5000;
const STATES = [
  { id: 'open', label: msg('To be looked at') },
  { id: 'contacted', label: msg('Contacted') },
  { id: 'dismissed', label: msg('No reason to worry') },
  { id: 'over', label: msg('Over by itself') },
];

/** Customers whose orders say that they may be about to go, the most valuable first. */
export function WatchPage() {
  const { client } = useDesk();
  const state = useSignal('open');
  const kind = useSignal('');
  const paged = usePaged(
    (cursor) => watchOf(client).list({ state: state.value, kind: kind.value, cursor }),
    [client, state.value, kind.value],
  );
  const look = paged.page.value?.look;
  const isUnderWay = look !== undefined && (look.waiting || look.finishedAt === null);
  useEffect(() => {
    if (!isUnderWay) return;
    const asking = setInterval(() => void paged.load(), LOOK_AGAIN_MS);
    return () => clearInterval(asking);
  }, [isUnderWay, paged]);

  return (
    <WinBackFrame
      title={t('Watch list')}
      lead={t('Once a month all orders are looked over. Who stands here may be about to go; nobody has asked them yet.')}
    >
      <div class="wb-filters">
        <Choice
          id="wb-state"
          label={t('Show')}
          choices={STATES.map(({ id, label }) => ({ value: id, label: t(label) }))}
          value={state.value}
          onChoose={(chosen) => (state.value = chosen)}
        />
        <Choice
          id="wb-kind"
          label={t('Because')}
          choices={[{ value: '', label: t('Any reason') }, ...Object.entries(KIND).map(([value, label]) => ({ value, label: t(label) }))]}
          value={kind.value}
          onChoose={(chosen) => (kind.value = chosen)}
        />
        {look && <Look look={look} onAsked={paged.load} />}
      </div>
      <PagedList
        paged={paged}
        empty={<p>{look?.finishedAt === null ? t('No orders have been looked over yet.') : t('Nobody stands on this list.')}</p>}
      >
        {(items) => (
          <ul class="wb-list">
            {items.map((item) => (
              <li key={item.id}>
                <WatchCard item={item} onChange={(after) => paged.replace(({ id }) => id === after.id, after)} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </WinBackFrame>
  );
}

/** When orders were last looked over; a lead may ask for another look. */
function Look({ look, onAsked }: { look: WatchList['look']; onAsked: () => Promise<void> }) {
  const desk = useDesk();
  const sending = useMemo(createSending, []);
  const role = desk.session.me.value?.role;
  const { finishedAt, waiting, customers } = look;
  return (
    <div class="wb-look">
      <p class="quiet">
        {finishedAt ? (
          <>
            {tn(customers, 'Orders of {count} customer looked over', 'Orders of {count} customers looked over')} <Ago at={finishedAt} />
          </>
        ) : (
          t('Not looked over yet')
        )}
      </p>
      {isLead(role) &&
        (waiting ? (
          <p class="quiet">{t('A look is under way. It takes a minute or two.')}</p>
        ) : (
          <button
            type="button"
            class="button small"
            onClick={() =>
              void sending.send(async () => {
                await watchOf(desk.client).look();
                await onAsked();
              })
            }
          >
            {t('Look over the orders now')}
          </button>
        ))}
      {sending.problem.value && <Refusal problem={sending.problem.value} />}
    </div>
  );
}

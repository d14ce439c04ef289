import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CareView } from '#shared/contracts/care.ts';
import { useDesk } from '../desk.ts';
import { useReading } from '../parts/reads.ts';
import { WinBackFrame } from '../rescue/frame.tsx';
import { WhenThere } from '../settings/house/fetched.tsx';
import { t } from '../words/language.ts';
import { CareCard } from './care-card.tsx';
import { careOf } from './care-calls.ts';

/** Six months of care for those who came back: who slips away stands first, then whose check-in is due. */
export function CarePage() {
  const { client } = useDesk();
  const isEnded = useSignal(false);
  const changed = useSignal<Record<string, CareView>>({});
  const reading = useReading(async () => {
    const wanted = isEnded.value ? (['lost', 'kept'] as const) : (['slipping', 'watching', 'kept'] as const);
    const pages = await Promise.all(wanted.map((state) => allOf(client, state)));
    const isOver = ({ state, nextAt }: CareView) => state === 'lost' || (state === 'kept' && nextAt === null);
    return pages
      .flat()
      .filter((care) => isOver(care) === isEnded.value)
      .toSorted(dueFirst);
  }, [client, isEnded.value]);
  const all = reading.value.value;
  useEffect(() => {
    if (all && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [all]);

  return (
    <WinBackFrame
      title={t('Care')}
      lead={t(
        'Whoever came back is cared for during six months: a word after two weeks, one, three and six months, and a look at their orders.',
      )}
      acts={
        <label class="inline">
          <input type="checkbox" checked={isEnded.value} onChange={(event) => (isEnded.value = event.currentTarget.checked)} />
          {t('Show those whose six months are over')}
        </label>
      }
    >
      <WhenThere fetched={reading}>
        {(cares) =>
          cares.length === 0 ? (
            <p class="empty">{isEnded.value ? t('Nobody’s six months are over yet.') : t('Nobody has come back yet.')}</p>
          ) : (
            <ul class="wb-list">
              {cares.map((care) => (
                <li key={care.id}>
                  <CareCard
                    care={changed.value[care.id] ?? care}
                    onChange={(after) => (changed.value = { ...changed.value, [after.id]: after })}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </WhenThere>
    </WinBackFrame>
  );
}

const PAGES = 10;
async function allOf(client: Parameters<typeof careOf>[0], state: CareView['state']): Promise<CareView[]> {
  const all: CareView[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const { items, nextCursor } = await careOf(client).list(state, cursor ?? undefined);
    all.push(...items);
    cursor = nextCursor;
    if (cursor === null) break;
  }
  return all;
}

function dueFirst(one: CareView, other: CareView): number {
  if (one.slipping !== other.slipping) return one.slipping ? -1 : 1;
  return (one.nextAt ?? '9') < (other.nextAt ?? '9') ? -1 : 1;
}

import type { DepartureView } from '#shared/contracts/departures.ts';
import { addressOfCustomer } from '../customers/customer-calls.ts';
import { useDesk } from '../desk.ts';
import { day, fullInstant, lengthSince } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { type Decision, DECISION, nameOfCustomer, SEGMENT, WAY } from './departure-words.ts';

type Props = {
  departure: DepartureView;
  isChosen: boolean;
  /** null: may look, not decide. */
  onChoose: ((isChosen: boolean) => void) | null;
  onDecide: (what: Decision) => void;
};

/** One departure: who, when, how, why, what it costs, and what was decided by whom. */
export function DepartureRow({ departure: one, isChosen, onChoose, onDecide }: Props) {
  const { session } = useDesk();
  const name = nameOfCustomer(one.customer);
  return (
    <li class="dep-row" data-returned={one.returnedAt !== null}>
      {onChoose && (
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={t('Choose {name}', { name })}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      <div class="dep-cell">
        <a href={addressOfCustomer(one.customer)} dir="auto">
          <strong>{name}</strong>
        </a>
        <span>
          <time dateTime={one.at} title={fullInstant(one.at)}>
            {t('Left on {day}', { day: day(one.at) })}
          </time>
        </span>
        {one.customer.since && (
          <span class="quiet">{t('after {length}', { length: lengthSince(one.customer.since, new Date(one.at)) })}</span>
        )}
        {one.returnedAt && <span class="flag kept">{t('Came back on {day}', { day: day(one.returnedAt) })}</span>}
        {!one.customer.contactAllowed && <span class="flag waiting">{t('No contact')}</span>}
      </div>
      <div class="dep-cell">
        <span>{session.reasonLabel(one.reason)}</span>
        {one.reasonText && (
          <span class="quiet" dir="auto">
            “{one.reasonText}”
          </span>
        )}
        <span class="quiet">{t(WAY[one.way])}</span>
        {one.segment && <span class={one.segment === 'avoidable' ? 'flag high' : 'flag'}>{t(SEGMENT[one.segment])}</span>}
      </div>
      <div class="dep-cell dep-money">
        {one.revenue ? (
          <>
            <strong>{t('{amount} a month', { amount: money(one.revenue) })}</strong>
            {one.lifetimeValue && <span class="quiet">{t('{amount} over a lifetime', { amount: money(one.lifetimeValue) })}</span>}
          </>
        ) : (
          <span class="quiet">{t('Worth not known')}</span>
        )}
      </div>
      <div class="dep-cell">
        <Decided departure={one} />
        {onChoose && (
          <span class="dep-acts" role="group" aria-label={t('Decide about {name}', { name })}>
            {(Object.keys(DECISION) as Decision[]).map((what) => (
              <button
                key={what}
                type="button"
                class="button small"
                aria-pressed={one.decision?.what === what}
                aria-haspopup="dialog"
                onClick={() => onDecide(what)}
              >
                {t(DECISION[what])}
              </button>
            ))}
          </span>
        )}
      </div>
    </li>
  );
}

function Decided({ departure: { decision } }: { departure: DepartureView }) {
  const { session } = useDesk();
  if (!decision) return <span class="quiet">{t('Nobody decided yet')}</span>;
  const colleague = session.team.value.find(({ id }) => id === decision.by);
  const who = colleague?.name ?? (decision.by === null ? t('A program with a secret key') : t('A former colleague'));
  return (
    <span>
      <strong>{t(DECISION[decision.what])}</strong> <span class="quiet">{t('{name}, {day}', { name: who, day: day(decision.at) })}</span>
      {decision.why && (
        <span class="dep-why">
          <bdi>{decision.why}</bdi>
        </span>
      )}
    </span>
  );
}

import type { Severity, Turn } from '#shared/contracts/basics.ts';
import { useDesk } from '../desk.ts';
import { dueIn, fullInstant, instant, relative, type Urgency } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { SEVERITY, TURN } from '../words/labels.ts';

// Each meaning has a shape of its own, so that colour is never the only sign.
const SHAPES: Record<Urgency, string> = {
  overdue: 'M6 1 11.5 11H.5z',
  soon: 'M6 .8 11.2 6 6 11.2.8 6z',
  later: 'M6 1a5 5 0 1 0 .01 0z',
};
const TURN_SHAPES: Record<Turn, string> = {
  us: 'M1.5 1 10.5 6l-9 5z',
  customer: 'M10.5 1 1.5 6l9 5z',
  third_party: 'M1.5 1.5h3.4v9H1.5zM7.1 1.5h3.4v9H7.1z',
  none: 'M4.6 10.6.9 6.9l1.4-1.4 2.3 2.3 5.1-5.1 1.4 1.4z',
};

const Shape = ({ path }: { path: string }) => (
  <svg class="shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    <path d={path} />
  </svg>
);

export function Due({ at, what }: { at: string | null; what?: string }) {
  const { clock } = useDesk();
  if (!at) return <span class="due none">{t('Nothing due')}</span>;
  const { urgency, text } = dueIn(at, clock.value);
  return (
    <time class={`due ${urgency}`} dateTime={at} title={fullInstant(at)}>
      <Shape path={SHAPES[urgency]} />
      {what ? t('{what}: {when}', { what, when: relative(at, clock.value) }) : text}
    </time>
  );
}

export const TurnMark = ({ turn }: { turn: Turn }) => (
  <span class={`turn ${turn}`}>
    <Shape path={TURN_SHAPES[turn]} />
    {t(TURN[turn])}
  </span>
);

/** When something happened: near times relative, all times in full on demand. */
export function Ago({ at }: { at: string }) {
  const { clock } = useDesk();
  const isRecent = clock.value.getTime() - new Date(at).getTime() < 86_400_000;
  return (
    <time dateTime={at} title={fullInstant(at)}>
      {isRecent ? relative(at, clock.value) : instant(at)}
    </time>
  );
}

export function Flags({ secondFailure, severity }: { secondFailure: boolean; severity: Severity }) {
  return (
    <>
      {secondFailure && <span class="flag failure">{t('Second failure')}</span>}
      {(severity === 'high' || severity === 'critical') && <span class={`flag ${severity}`}>{t(SEVERITY[severity])}</span>}
    </>
  );
}

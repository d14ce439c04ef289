import type { DepartureView } from '#shared/contracts/departures.ts';
import { msg, t } from '../words/language.ts';

/** How somebody left, to be drawn with `t`. */
export const WAY: Record<DepartureView['way'], string> = {
  cancel_flow: msg('Through the cancellation'),
  import: msg('From a file'),
  api: msg('Told by hand or by a program'),
  gone_quiet: msg('Without a word'),
};
export const SEGMENT: Record<NonNullable<DepartureView['segment']>, string> = {
  avoidable: msg('Could have been kept'),
  unavoidable: msg('Nothing we could do'),
  not_right_for_us: msg('Not right for us'),
};
export type Decision = NonNullable<DepartureView['decision']>['what'];
export const DECISION: Record<Decision, string> = {
  call: msg('Call'),
  write: msg('Write'),
  let_go: msg('Let go'),
  not_right_for_us: msg('Not right for us'),
};

export const nameOfCustomer = ({ name, email, externalId }: { name: string | null; email: string | null; externalId: string | null }) =>
  name ?? email ?? externalId ?? t('Somebody without a name');

import type { Money } from '#shared/contracts/basics.ts';
import type { CallOutcome, CallView } from '#shared/contracts/rescue.ts';
import { day, list } from '../words/dates.ts';
import { language, msg, t } from '../words/language.ts';
import { money } from '../words/money.ts';

/** A calendar day is the same day wherever its reader is. */
export const calendarDay = (date: string) => day(`${date}T12:00:00.000Z`);

export const OUTCOME: Record<CallOutcome, string> = {
  reached: msg('Reached'),
  no_answer: msg('No answer'),
  later: msg('Later'),
  returned: msg('Came back'),
  wants_no_contact: msg('Wants no contact'),
};
export const CALL_STATE: Record<CallView['state'], string> = {
  planned: msg('Planned'),
  claimed: msg('Being called'),
  done: msg('Done'),
};
export const WAY: Record<string, string> = {
  cancel_flow: msg('Cancelled in the form'),
  import: msg('From an imported file'),
  api: msg('Told by your systems'),
  gone_quiet: msg('Went quiet'),
};
/** Why somebody is left out, in the plural. */
export const LEFT_OUT: Record<string, string> = {
  erased: msg('Asked to be forgotten'),
  contact_not_allowed: msg('Do not want to be contacted'),
  keep_in_touch_no: msg('Said so when they left'),
  not_right_for_us: msg('Not right for us'),
  returned: msg('Came back already'),
  open_case: msg('A case of theirs is open'),
  already_told: msg('Told of this fix already'),
  cool_down: msg('Contacted a short time ago'),
  let_go: msg('Let go'),
  already_planned: msg('A call is planned already'),
  control: msg('Left alone to compare with'),
  no_address: msg('No address to write to'),
  not_asked_for: msg('Did not ask for letters'),
  not_due: msg('Too early for the next letter'),
  nothing_new: msg('Nothing new to tell them'),
};
export const leftOut = (why: string) => (LEFT_OUT[why] ? t(LEFT_OUT[why]) : why.replaceAll('_', ' '));

export const percent = (share: number) =>
  new Intl.NumberFormat(language.value, { style: 'percent', maximumFractionDigits: share !== 0 && Math.abs(share) < 0.1 ? 1 : 0 }).format(
    share,
  );
export const sums = (all: Money[]) => (all.length ? list(all.map(money)) : t('nothing yet'));

export const nameOr = ({ name, externalId, email }: { name: string | null; externalId?: string | null; email?: string | null }) =>
  name ?? externalId ?? email ?? t('Somebody without a name');

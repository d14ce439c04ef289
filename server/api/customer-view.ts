import { CUSTOMER_ACTS, type CustomerAct, type CustomerCase } from '#shared/contracts/case.ts';
import { LABELS } from '#shared/taxonomy/labels.ts';
import { nearestLocale, speak, type Speak } from '#shared/words/speak.ts';
import type { Case } from '#server/domain/case.ts';
import { isInReopenWindow } from '#server/domain/customer-acts.ts';
import type { Doing } from '#server/domain/doing.ts';
import { canBeDone, nextDueAt, turnOf } from '#server/domain/life.ts';
import type { Site } from '#server/store/merchants.ts';
import type { Member } from '#server/store/staff.ts';
import { toOfferView } from './case-view.ts';
import { writeDate } from './money.ts';

/** The case as its customer sees it, in their language: never a note, an event or a colleague's name they were not told. */
export function toCustomerCase(current: Case, site: Site, team: Member[], doing: Pick<Doing, 'at' | 'policy'>): CustomerCase {
  const locale = nearestLocale(current.locale);
  const say = speak(locale);
  const labels = LABELS[locale] ?? LABELS.en;
  return {
    number: current.number,
    kind: current.kind,
    state: current.state,
    stateText: stateText(current, say, locale),
    turn: turnOf(current),
    nextDate: nextDueAt({ ...current, approvals: [] }), // who has to approve what is ours to know
    openedAt: current.openedAt,
    story: current.story,
    asked: current.asked.map((asked) => ({ ...asked, title: labels?.remedies[asked.remedy] ?? asked.note ?? asked.remedy })),
    steps: current.steps.map(({ state, at }) => ({
      state,
      text: say(`state_${state === 'waiting_third_party' ? 'investigating' : state}`),
      at,
    })),
    messages: current.messages.filter(({ text, files }) => text !== '' || files.length > 0),
    offers: current.offers.map(toOfferView),
    agreed: current.agreed,
    promises: current.promises.map(({ id, text, owner, dueAt, state }) => ({
      id,
      text,
      owner: team.find((one) => one.id === owner)?.name ?? null,
      dueAt,
      state,
    })),
    files: current.files,
    outcome: current.outcome,
    route: current.route,
    rating: current.rating,
    merchant: { name: site.name, phone: site.settings.phone, person: site.settings.person },
    can: customerActs(current, doing),
    locale,
    version: current.version,
  };
}

function stateText(current: Case, say: Speak, locale: string): string {
  const { state, thirdParty } = current;
  if (state === 'waiting_third_party' && thirdParty)
    return say('state_waiting_third_party', { who: thirdParty.who, date: writeDate(thirdParty.chaseAt, locale) });
  return say(`state_${state}`);
}

/** What the customer may do now. */
export function customerActs(current: Case, doing: Pick<Doing, 'at' | 'policy'>): CustomerAct[] {
  return CUSTOMER_ACTS.filter((act) => {
    if (!canBeDone(current.state, act)) return false;
    if (act === 'counter') return current.counterRounds < doing.policy.maxCounterRounds;
    if (act === 'appeal') return !current.appealed;
    if (act === 'reopen') return isInReopenWindow(current, doing);
    if (act === 'rate') return current.state === 'closed' && current.outcome !== 'spam' && current.outcome !== 'duplicate';
    return true;
  });
}

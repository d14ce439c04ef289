import type { Money } from '#shared/contracts/basics.ts';
import type { Asked, Proposal } from '#shared/contracts/case.ts';
import { decimalsOf, inCurrency } from '#shared/decimals.ts';
import { type Given, limitsAbove, wordsOfLimits } from './authority.ts';
import type { Case } from './case.ts';
import { lossOf } from './loss.ts';
import type { Policy } from './policy.ts';
import type { Precedent } from './precedent.ts';
import { overchargeIn } from './price-difference.ts';
import { type FailureClass, failureOf, remedyOf } from './taxonomy.ts';

const FAILURE_WORDS: Record<FailureClass, string> = {
  money_lost: 'money was lost or wrongly charged',
  flawed_product: 'the product was flawed',
  service_failed: 'the service failed',
  treated_badly: 'the customer was treated badly',
  cannot_match: 'this failure cannot be undone like for like',
  second_failure: 'this is a second failure',
};
const WARN_ABOVE_SHARE_OF_LOSS = 1.5;
const WARN_FROM_CLAIMS = 3;
/** Fewer similar cases say too little. */
const ENOUGH_CASES = 3;
const ENOUGH_TO_MOVE = 5;
const LOSS_REPLACING = new Set(['refund.full', 'refund.partial', 'correction.billing', 'fee_waiver', 'compensation', 'store_credit']);

type Situation = Pick<Case, 'reason' | 'asked' | 'cost' | 'story' | 'secondFailure' | 'kind'>;

/** What is known beside the case itself. */
export type Surroundings = {
  given?: Given;
  /** What the customer pays a month. */
  mrr?: Money | null;
  /** Comparable cases: the same reason, a similar loss, in twelve months. */
  precedents?: Precedent[];
  /** Complaints of this customer's that were upheld in twelve months. */
  upheldClaims?: number;
};

/**
 * Remedies for a case, best first, each with its reasons: what the customer asked for and policy allows, then the usual
 * order for this kind of failure, moved by what similar cases show to help or not.
 *
 * @param role who would offer; decides `withinAuthority`
 * @source domain.md section 4
 */
export function proposeRemedies(
  situation: Situation,
  role: string,
  policy: Policy,
  { given, mrr, precedents = [], upheldClaims = 0 }: Surroundings = {},
): Proposal[] {
  if (situation.kind === 'praise') return [];
  const failure = situation.secondFailure ? 'second_failure' : failureOf(situation.reason);
  const order = policy.remediesFor[failure];
  const loss = lossOf(situation);
  const asked = situation.asked.filter(
    ({ remedy }) => remedyOf(remedy) && !policy.refusedRemedies.includes(remedy) && remedy !== 'nothing',
  );
  const usual =
    situation.kind === 'feedback' && asked.length === 0
      ? []
      : order.first.filter((remedy) => !policy.refusedRemedies.includes(remedy) && !asked.some((one) => one.remedy === remedy));
  const experience = (remedy: string) => experienceOf(precedents, remedy);

  const fromAsked = asked.map((one) =>
    proposal(one, [
      'The customer asked for it',
      ...(order.first.includes(one.remedy) ? [`it is what helps when ${FAILURE_WORDS[failure]}`] : []),
    ]),
  );
  const fromTable = usual
    .map((remedy) => ({ remedy, amount: amountFor(remedy, loss) }))
    .filter(({ remedy, amount }) => !remedyOf(remedy)?.money || amount)
    .map((one, rank) => ({
      one,
      because: rank === 0 ? `It helps most when ${FAILURE_WORDS[failure]}` : `It also helps when ${FAILURE_WORDS[failure]}`,
    }))
    .toSorted((a, b) => moveOf(experience(b.one.remedy)) - moveOf(experience(a.one.remedy)))
    .map(({ one, because }) => proposal(one, [because]));
  return [...fromAsked, ...fromTable];

  function proposal(one: Asked, because: string[]): Proposal {
    const amount = one.amount ?? amountFor(one.remedy, loss);
    const above = limitsAbove(role, { remedy: one.remedy, amount, loss }, policy, given);
    const overcharge = overchargeIn(situation.story, situation.cost?.money?.currency);
    const warnings = [
      ...(amount && isMoreThan(amount, loss, WARN_ABOVE_SHARE_OF_LOSS) ? ['More than one and a half times the loss'] : []),
      ...(order.avoid.includes(one.remedy) ? [`Seldom helps when ${FAILURE_WORDS[failure]}`] : []),
      ...unfairness(one.remedy, amount, precedents),
      ...(amount && upheldClaims >= WARN_FROM_CLAIMS ? [`${upheldClaims} complaints of this customer’s were upheld in twelve months`] : []),
    ];
    return {
      remedy: one.remedy,
      ...(amount && { amount }),
      because: [
        ...because,
        ...(amount && loss && sameMoney(amount, loss) ? ['It is the sum that was lost'] : []),
        ...(overcharge && LOSS_REPLACING.has(one.remedy) ? [`By the story, ${inMajorUnits(overcharge)} was charged too much`] : []),
        ...wordsOfExperience(experience(one.remedy)),
        ...(situation.secondFailure && one.remedy === 'human_contact'
          ? ['A senior person who calls counts more now than a larger sum']
          : []),
        ...(amount ? worthOf(amount, mrr) : []),
        amount
          ? above.length === 0
            ? 'It is within your limit'
            : `It is above ${wordsOfLimits(above)}: somebody senior has to approve it`
          : 'It costs no money that needs approval',
      ],
      withinAuthority: above.length === 0,
      ...(warnings.length && { warnings }),
    };
  }
}

type Experience = { cases: number; satisfied: number };

function experienceOf(precedents: Precedent[], remedy: string): Experience {
  const got = precedents.filter((one) => one.remedy === remedy);
  return { cases: got.length, satisfied: got.filter(({ satisfied }) => satisfied).length };
}

const wordsOfExperience = ({ cases, satisfied }: Experience): string[] =>
  cases >= ENOUGH_CASES ? [`${satisfied} of ${cases} similar cases were satisfied with it`] : [];

/** Forward where most were satisfied, back where most were not, and only when enough cases say so. */
const moveOf = ({ cases, satisfied }: Experience): number =>
  cases < ENOUGH_TO_MOVE ? 0 : satisfied * 5 >= cases * 4 ? 1 : satisfied * 2 < cases ? -1 : 0;

/** Like cases get like remedies, whoever shouts. */
function unfairness(remedy: string, amount: Money | undefined, precedents: Precedent[]): string[] {
  const sums = precedents.flatMap((one) =>
    one.remedy === remedy && one.amount && one.amount.currency === amount?.currency ? [one.amount.amount] : [],
  );
  if (!amount || sums.length < ENOUGH_CASES) return [];
  if (amount.amount > Math.max(...sums)) return ['More than any similar case got'];
  return amount.amount < Math.min(...sums) ? ['Less than any similar case got'] : [];
}

/** Said so that staff can weigh it, never so that a good customer gets a larger sum. */
function worthOf(amount: Money, mrr: Money | null | undefined): string[] {
  if (!mrr || mrr.amount === 0 || mrr.currency !== amount.currency) return [];
  const months = Math.round((amount.amount / mrr.amount) * 10) / 10;
  return [
    `The customer pays ${inMajorUnits(mrr)} a month; this is ${months < 1 ? 'less than a month' : months === 1 ? 'a month' : `${months} months`} of it`,
  ];
}

const isMoreThan = (amount: Money, loss: Money | null, times: number): boolean =>
  loss !== null && amount.currency === loss.currency && amount.amount > loss.amount * times;

function amountFor(remedy: string, loss: Money | null): Money | undefined {
  if (!loss || !remedyOf(remedy)?.money) return undefined;
  if (remedy === 'refund.partial') return { ...loss, amount: Math.round(loss.amount / 2) };
  return LOSS_REPLACING.has(remedy) ? loss : undefined;
}

const sameMoney = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;

const inMajorUnits = ({ amount, currency }: Money): string =>
  new Intl.NumberFormat('en', inCurrency(currency)).format(amount / 10 ** decimalsOf(currency));

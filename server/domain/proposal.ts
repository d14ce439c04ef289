import type { Money } from '#shared/contracts/basics.ts';
import type { Asked, Proposal } from '#shared/contracts/case.ts';
import { isWithinAuthority } from './authority.ts';
import type { Case } from './case.ts';
import type { Policy } from './policy.ts';
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
const LOSS_REPLACING = new Set(['refund.full', 'refund.partial', 'correction.billing', 'fee_waiver', 'compensation', 'store_credit']);

type Situation = Pick<Case, 'reason' | 'asked' | 'cost' | 'story' | 'secondFailure' | 'kind'>;

/**
 * Remedies for a case, best first, each with its reasons: what the customer asked for and policy allows, then the usual
 * order for this kind of failure.
 *
 * @param role who would offer; decides `withinAuthority`
 * @source domain.md section 4
 */
export function proposeRemedies(situation: Situation, role: string, policy: Policy): Proposal[] {
  if (situation.kind === 'praise') return [];
  const failure = situation.secondFailure ? 'second_failure' : failureOf(situation.reason);
  const order = policy.remediesFor[failure];
  const loss = lossOf(situation);
  const asked = situation.asked.filter(({ remedy }) => remedyOf(remedy) && !policy.refusedRemedies.includes(remedy) && remedy !== 'nothing');
  const usual = situation.kind === 'feedback' && asked.length === 0 ? [] : order.first.filter((remedy) => !policy.refusedRemedies.includes(remedy) && !asked.some((one) => one.remedy === remedy));

  const fromAsked = asked.map((one) => proposal(one, ['The customer asked for it', ...(order.first.includes(one.remedy) ? [`it is what helps when ${FAILURE_WORDS[failure]}`] : [])]));
  const fromTable = usual
    .map((remedy) => ({ remedy, amount: amountFor(remedy, loss) }))
    .filter(({ remedy, amount }) => !remedyOf(remedy)?.money || amount)
    .map((one, rank) => proposal(one, [rank === 0 ? `It helps most when ${FAILURE_WORDS[failure]}` : `It also helps when ${FAILURE_WORDS[failure]}`]));
  return [...fromAsked, ...fromTable];

  function proposal(one: Asked, because: string[]): Proposal {
    const amount = one.amount ?? amountFor(one.remedy, loss);
    const withinAuthority = isWithinAuthority(role, amount, policy);
    const excess = amount && loss && amount.currency === loss.currency && amount.amount > loss.amount * WARN_ABOVE_SHARE_OF_LOSS;
    const overcharge = overchargeIn(situation.story, situation.cost?.money?.currency);
    const warnings = [
      ...(excess ? ['More than one and a half times the loss'] : []),
      ...(order.avoid.includes(one.remedy) ? [`Seldom helps when ${FAILURE_WORDS[failure]}`] : []),
    ];
    return {
      remedy: one.remedy,
      ...(amount && { amount }),
      because: [
        ...because,
        ...(amount && loss && sameMoney(amount, loss) ? ['It is the sum that was lost'] : []),
        ...(overcharge && LOSS_REPLACING.has(one.remedy) ? [`By the story, ${inMajorUnits(overcharge)} was charged too much`] : []),
        amount ? (withinAuthority ? 'It is within your limit' : 'It is above your limit: somebody senior has to approve it') : 'It costs no money that needs approval',
      ],
      withinAuthority,
      ...(warnings.length && { warnings }),
    };
  }
}

/** What the customer lost: what they say, else what the story shows was charged too much. */
export const lossOf = ({ cost, story }: Pick<Case, 'cost' | 'story'>): Money | null => cost?.money ?? overchargeIn(story);

function amountFor(remedy: string, loss: Money | null): Money | undefined {
  if (!loss || !remedyOf(remedy)?.money) return undefined;
  if (remedy === 'refund.partial') return { ...loss, amount: Math.round(loss.amount / 2) };
  return LOSS_REPLACING.has(remedy) ? loss : undefined;
}

const sameMoney = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;

const inMajorUnits = ({ amount, currency }: Money): string => {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};

import type { Money } from '#shared/contracts/basics.ts';
import type { Case } from './case.ts';

/** How far what was agreed lies below what was asked for, in one currency; null where they cannot be compared. */
export function gapOf({ asked, agreed }: Pick<Case, 'asked' | 'agreed'>): { asked: Money; agreed: Money; difference: number } | null {
  const wanted = (asked.find(({ remedy, amount }) => remedy === agreed?.remedy && amount) ?? asked.find(({ amount }) => amount))?.amount;
  if (!wanted || !agreed?.amount || wanted.currency !== agreed.amount.currency) return null;
  return { asked: wanted, agreed: agreed.amount, difference: wanted.amount - agreed.amount.amount };
}

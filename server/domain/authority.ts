import type { Money } from '#shared/contracts/basics.ts';
import { DomainError } from './errors.ts';
import type { Policy } from './policy.ts';

/** Whether this person may give this away alone. A viewer may give nothing; the system gives only what a rule named. */
export function isWithinAuthority(role: string, amount: Money | undefined, policy: Policy): boolean {
  if (role === 'system') return true;
  if (role !== 'owner' && role !== 'lead' && role !== 'agent') return false;
  const { maxAmountMinor } = policy.authority[role];
  return maxAmountMinor === null || amount === undefined || amount.amount <= maxAmountMinor;
}

/** @throws remedy.over_authority */
export function requireWithinAuthority(role: string, remedy: string, amount: Money | undefined, policy: Policy): void {
  if (isWithinAuthority(role, amount, policy)) return;
  throw new DomainError('remedy.over_authority', `${remedy} over your limit: a lead or the owner can offer it.`, [{ path: 'amount', message: 'Above your limit.' }]);
}

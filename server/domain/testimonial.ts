import { isHeldOut } from './hold-out.ts';

type Drawn<Customer> = { customer: Customer; by: 'loyal' | 'chance' };

/**
 * Whom to ask: the most loyal first, and a share by chance, so that not only the loudest or largest are heard.
 *
 * @param loyal the most loyal first
 * @param seed the same draws the same
 */
export function drawLoyal<Customer extends { customerId: string }>(
  loyal: Customer[],
  count: number,
  randomShare: number,
  seed: string,
): Drawn<Customer>[] {
  const byChance = Math.min(Math.round(count * randomShare), Math.max(0, loyal.length));
  const first = loyal.slice(0, count - byChance);
  const rest = loyal
    .slice(first.length)
    .toSorted((a, b) => lotOf(seed, a.customerId) - lotOf(seed, b.customerId) || (a.customerId < b.customerId ? -1 : 1));
  return [
    ...first.map((customer) => ({ customer, by: 'loyal' as const })),
    ...rest.slice(0, byChance).map((customer) => ({ customer, by: 'chance' as const })),
  ];
}

/** The hundredth in which a stable draw falls. */
function lotOf(seed: string, customerId: string): number {
  for (let lot = 1; lot < 100; lot++) if (isHeldOut(seed, customerId, lot / 100)) return lot;
  return 100;
}

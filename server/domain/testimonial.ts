import { isHeldOut } from './hold-out.ts';

/** Words of praise that a letter may no longer say, or not with the name of whoever said them. */
export type TakenBack = { quote: string; name: string | null; mayBeSaid: boolean };

/** Under a word of praise in a letter. */
export const signedBy = (name: string): string => `\n— ${name}`;

/** A letter as it may still be sent: without the paragraphs of what was taken back, or without the names beneath them. */
export function withoutTakenBack(letter: string, takenBack: TakenBack[]): string {
  let text = letter;
  for (const { quote, name, mayBeSaid } of takenBack)
    for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
      const from = Math.max(0, text.lastIndexOf('\n\n', at));
      const next = text.indexOf('\n\n', at + quote.length);
      const until = next === -1 ? text.length : next;
      const paragraph = text.slice(from, until);
      const kept = mayBeSaid ? (name ? paragraph.replace(signedBy(name), '') : paragraph) : '';
      text = (text.slice(0, from) + kept + text.slice(until)).replace(/^\n+/, '');
    }
  return text;
}

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

import { randomInt } from 'node:crypto';
import { uuidv7 } from 'uuidv7';

/** `case_0193…`: says what it is, and sorts by the time it was made. */
export const newId = (prefix: string): string => `${prefix}_${uuidv7().replaceAll('-', '')}`;

/** No letters or digits that look alike: no 0 O, 1 I L, 5 S, 8 B, 2 Z. */
const ALPHABET = 'ACDEFGHJKMNPQRTUVWXY34679';

/** `A7K-3QX`: short enough to say on the phone, not to be counted with. */
export function newNumber(): string {
  const letters = Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${letters.slice(0, 3).join('')}-${letters.slice(3).join('')}`;
}

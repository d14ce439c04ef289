/** The wall between merchants inside a word index: one token that no story contains. */
export const wordOf = (merchantId: string): string => merchantId.replaceAll(/[^a-z0-9]/gi, '');

/** The index knows the accents of Latin letters only; Greek capitals, for one, are written without theirs. */
export const withoutAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC');

const MOST_WORDS = 12;

/** Asks the index for all these words or their beginnings. */
export function matching(merchantId: string, q: string): string {
  const words = withoutAccents(q).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const terms = words.slice(0, MOST_WORDS).map((word) => `"${word}"*`);
  return [`merchant:"${wordOf(merchantId)}"`, ...(terms.length ? [`body:(${terms.join(' AND ')})`] : ['body:""'])].join(' AND ');
}

/**
 * Asks the index for all of what is typed, each piece a word or the beginning of one. What is written together is looked for
 * together: an address, or a name with a hyphen.
 *
 * @returns null where there is no word in it
 */
export function matchingTogether(merchantId: string, q: string): string | null {
  const pieces = withoutAccents(q)
    .split(/\s+/)
    .map((piece) => piece.match(/[\p{L}\p{M}\p{N}]+/gu)?.join(' '))
    .filter((piece) => piece !== undefined)
    .slice(0, MOST_WORDS);
  if (pieces.length === 0) return null;
  return [`merchant:"${wordOf(merchantId)}"`, `body:(${pieces.map((piece) => `"${piece}"*`).join(' AND ')})`].join(' AND ');
}

/**
 * Asks the index for at least two of these words; for one, where there is only one.
 *
 * @param words of `tellingWords`: letters only, few
 */
export function sharingTwo(merchantId: string, words: string[]): string | null {
  if (words.length === 0) return null;
  const quoted = words.map((word) => `"${word}"`);
  const pairs = quoted.flatMap((one, i) => quoted.slice(i + 1).map((other) => `(${one} AND ${other})`));
  return `merchant:"${wordOf(merchantId)}" AND body:(${(pairs.length > 0 ? pairs : quoted).join(' OR ')})`;
}

/** Letters that open a part of the composer. */
export const COMPOSER_LETTERS: Record<string, string> = { a: 'say', o: 'offer', q: 'ask', d: 'decide', p: 'promise', n: 'note' };

/** Letters that open an act: the first of these that can be done now. */
export const ACT_LETTERS: Record<string, string[]> = {
  t: ['take'],
  f: ['fulfil'],
  w: ['wait', 'resume'],
  e: ['escalate'],
  l: ['tag'],
  c: ['answer'],
  y: ['approve', 'accept'],
};
/** The case is given to whoever presses it. */
export const MINE_LETTER = 'm';

/** The letter of an act, as it stands on its key. */
export function letterOf(id: string): string | undefined {
  const all: [string, string[]][] = [
    ...Object.entries(COMPOSER_LETTERS).map(([key, act]): [string, string[]] => [key, [act]]),
    ...Object.entries(ACT_LETTERS),
  ];
  return all.find(([, acts]) => acts.includes(id))?.[0].toUpperCase();
}

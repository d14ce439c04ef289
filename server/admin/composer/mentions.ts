import type { TeamMember } from '#shared/contracts/staff.ts';

type Colleague = Pick<TeamMember, 'id' | 'name'>;

const isBoundary = (sign: string | undefined) => sign === undefined || !/[\p{L}\p{M}\p{N}]/u.test(sign);

/** Ids of the colleagues whose names stand after an @. The longest name wins: `@Ann Lee` is not Ann. */
export function mentionedIn(text: string, team: Colleague[]): string[] {
  const longestFirst = team.toSorted((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  for (const { index } of text.matchAll(/@/g)) {
    const after = text.slice(index + 1);
    const named = longestFirst.find(({ name }) => after.toLowerCase().startsWith(name.toLowerCase()) && isBoundary(after[name.length]));
    if (named) found.add(named.id);
  }
  return [...found];
}

export type Begun = { at: number; typed: string };

/** The mention somebody is in the middle of typing, if they are: from the @ to the caret. */
export function mentionBegun(text: string, caret: number): Begun | null {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf('@');
  if (at < 0 || !isBoundary(before[at - 1])) return null;
  const typed = before.slice(at + 1);
  return typed.length > 40 || /[\n@]/.test(typed) ? null : { at, typed };
}

export const matching = (team: Colleague[], { typed }: Begun): Colleague[] =>
  team
    .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()) && name.toLowerCase() !== typed.trim().toLowerCase())
    .slice(0, 6);

/** The text with the name written out, and where the caret goes. */
export function completed(text: string, caret: number, { at }: Begun, { name }: Colleague): { text: string; caret: number } {
  const head = `${text.slice(0, at)}@${name} `;
  return { text: head + text.slice(caret).trimStart(), caret: head.length };
}

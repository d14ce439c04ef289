import type { CaseRow, Me } from '#shared/contracts/case.ts';
import { Refused } from '../client.ts';
import type { Desk } from '../desk.ts';
import { msg } from '../words/language.ts';

/** Where somebody goes when an act is done. */
export type AfterAct = NonNullable<Me['preferences']>['afterAct'];

export const AFTER_ACT: { id: AfterAct; label: string }[] = [
  { id: 'stay', label: msg('stay on this case') },
  { id: 'next', label: msg('open the next case') },
  { id: 'list', label: msg('back to the inbox') },
];

export const afterActOf = ({ session }: Desk): AfterAct => session.me.value?.preferences?.afterAct ?? 'stay';

/** Remembered for the person, on every machine. */
export async function chooseAfterAct({ session, client, say }: Desk, afterAct: AfterAct) {
  const me = session.me.peek();
  if (!me) return;
  const preferences = { language: null, keys: true, ...me.preferences, afterAct };
  session.me.value = { ...me, preferences };
  try {
    await client.send('PUT', '/staff/me/preferences', { afterAct });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(error.problem.detail);
  }
}

/** The case after this one in the list, looked up before the act, which may take this one out of the list. */
export function caseAfter({ inbox }: Desk, caseId: string): CaseRow | undefined {
  inbox.current.value = caseId;
  const next = inbox.neighbour(1);
  return next?.id === caseId ? undefined : next;
}

/** @returns the page to go to; null: this one */
export function placeAfter(how: AfterAct, next: CaseRow | undefined): string | null {
  if (how === 'stay') return null;
  return how === 'next' && next ? `/admin/cases/${next.number}` : '/admin';
}

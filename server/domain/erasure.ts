import type { Case, CaseEvent, Change } from './case.ts';
import type { Doing } from './doing.ts';
import { evolve } from './evolve.ts';
import { reasonOf } from './taxonomy.ts';

/** Names of fields whose values are ids, codes or times, never a person's own words. Everything else that is text goes. */
const CODES = new Set([
  'id',
  'number',
  'siteId',
  'kind',
  'type',
  'role',
  'from',
  'state',
  'step',
  'severity',
  'locale',
  'reason',
  'remedy',
  'currency',
  'outcome',
  'customerId',
  'offerId',
  'promiseId',
  'into',
  'mergedInto',
  'assignee',
  'team',
  'clockPolicy',
  'clock',
  'owner',
  'mentions',
  'decidedBy',
  'tags',
  'feelings',
  'touchpoint',
  'choice',
  'answer',
  'ruleSet',
  'how',
  'how_often',
  'at',
  'dueAt',
  'expiresAt',
  'answerBy',
  'replyBy',
  'since',
  'by',
  'proposedBy',
  'approvedBy',
  'over',
  'reminders',
  'happenedOn',
]);
const LOOKS_LIKE_A_CODE = /^[\w.:+-]{1,80}$/;
const NOTHING_LEFT: Record<string, unknown> = { contact: null, context: null, subscription: null, files: [] };

/** The same thing without anybody's words: numbers, codes and times stay, so that the statistics do. */
export function withoutWords<T>(value: T, key = '', ofCustomer = false): T {
  if (key in NOTHING_LEFT) return NOTHING_LEFT[key] as T; // contact, context and files may always be empty
  if (typeof value === 'string') return (isCode(key, value, ofCustomer) ? value : '') as T;
  if (Array.isArray(value)) return value.map((one: unknown) => withoutWords(one, key, ofCustomer)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const isTheirs = ('from' in value && value.from === 'customer') || ('role' in value && value.role === 'customer');
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      isTheirs && name === 'name' ? null : withoutWords(inner, name, isTheirs),
    ]),
  ) as T; // the same fields, of the same types
}

function isCode(key: string, value: string, ofCustomer: boolean): boolean {
  if (key === 'name') return !ofCustomer; // of a colleague; the customer's was set to null above
  if (key === 'reason') return reasonOf(value) !== undefined;
  return (CODES.has(key) || key.endsWith('At')) && LOOKS_LIKE_A_CODE.test(value);
}

/**
 * Takes a person out of a case: no word, name, address or file of theirs is left, in no event either. Reason, remedy,
 * amounts, outcome and times stay.
 *
 * @param events all that happened, oldest first
 * @returns the case as the replay of what is left, the events rewritten, and the new `person_erased`
 */
export function erasePerson(events: CaseEvent[], { at, by }: Pick<Doing, 'at' | 'by'>): Change & { rewritten: CaseEvent[] } {
  const rewritten = events.map((event) => withoutWords(event));
  const erased: CaseEvent = { type: 'person_erased', at, by };
  const after = [...rewritten, erased].reduce<Case | null>((before, event) => evolve(before, event), null);
  if (!after) throw new Error('A case without events');
  return { after, events: [erased], rewritten };
}

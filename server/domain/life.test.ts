import { describe, expect, test } from 'vitest';
import { NOON, daysAfter, fern, lena, maya, omar, vera } from '#shared/fixtures/cast.ts';
import type { State } from '#shared/contracts/basics.ts';
import { type Case, SYSTEM } from './case.ts';
import { DONE, REACHED, doing, idea, opened, refusalOf, usualActor } from './fixtures.ts';
import { ACTS, type Act, canBeDone, stateAfter, turnOf } from './life.ts';
import { makePromise, sayToCustomer } from './staff-acts.ts';

const SHORT: Record<string, State> = {
  rec: 'received',
  inv: 'investigating',
  inf: 'info_needed',
  thi: 'waiting_third_party',
  off: 'offer_made',
  neg: 'negotiating',
  ful: 'fulfilling',
  don: 'fulfilled',
  dec: 'decision_sent',
  app: 'appeal',
  clo: 'closed',
};

// One row an act, one column the state it is done in: where it leads, `=` the same state, `-` refused. `spam` is closed as spam.
const LIFE = `
act             rec inv inf thi off neg ful don dec app clo spam
take            inv -   -   -   -   -   -   -   -   -   -   -
ask             inf inf -   -   -   -   -   -   -   inf -   -
reply           =   =   inv =   =   =   =   =   =   =   inv -
wait            -   thi -   -   -   -   -   -   -   -   -   -
resume          -   -   -   inv -   -   -   -   -   -   -   -
offer           off off off off -   off -   -   off off -   -
withdraw_offer  -   -   -   -   inv -   -   -   -   -   -   -
say             =   =   =   =   =   =   =   =   =   =   -   -
accept          -   -   -   -   ful -   -   -   -   -   -   -
counter         -   -   -   -   neg -   -   -   -   -   -   -
decline         -   -   -   -   inv -   -   -   -   -   -   -
expire          -   -   -   -   inv -   -   -   -   -   -   -
fulfil          -   -   -   -   -   -   don -   -   -   -   -
fail            -   -   -   -   -   -   neg -   -   -   -   -
confirm         -   -   -   -   -   -   -   clo -   -   -   -
not_received    -   -   -   -   -   -   -   inv -   -   -   -
decide          dec dec dec dec dec dec -   -   -   dec -   -
accept_decision -   -   -   -   -   -   -   -   clo -   -   -
appeal          -   -   -   -   -   -   -   -   app -   -   -
answer          clo clo -   -   -   -   -   -   -   -   -   -
deadlock        -   -   -   -   -   -   -   -   clo clo -   -
withdraw        clo clo clo clo clo clo clo clo clo clo -   -
lapse           -   -   clo -   -   -   -   -   -   -   -   -
merge           clo clo clo clo clo clo clo clo clo clo -   -
mark_spam       clo clo -   -   -   -   -   -   -   -   -   -
unmark_spam     -   -   -   -   -   -   -   -   -   -   -   rec
reopen          -   -   -   -   -   -   -   -   -   -   inv inv
assign          =   =   =   =   =   =   =   =   =   =   -   -
route           =   =   =   =   =   =   =   =   =   =   -   -
escalate        =   =   =   =   =   =   =   =   =   =   -   -
tag             =   =   =   =   =   =   =   =   =   =   -   -
recategorise    =   =   =   =   =   =   =   =   =   =   -   -
note            =   =   =   =   =   =   =   =   =   =   =   =
promise         =   =   =   =   =   =   =   =   =   =   -   -
settle_promise  =   =   =   =   =   =   =   =   =   =   =   =
rate            =   =   =   =   =   =   =   =   =   =   =   =
remind          -   -   =   -   -   -   -   -   -   -   -   -
request_approval  = =   =   =   -   =   -   -   =   =   -   -
approve         off off off off -   off -   -   off off -   -
refuse_approval =   =   =   =   -   =   -   -   =   =   -   -
withdraw_approval = =   =   =   -   =   -   -   =   =   -   -
not_right_for_us  = =   =   =   =   =   =   =   =   =   =   =
right_for_us    =   =   =   =   =   =   =   =   =   =   =   =
`;

const [columns = [], ...rows] = LIFE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const usualDay = (act: Act): string => daysAfter(NOON, act === 'expire' ? 15 : 10);

/** A case of Fern's with one promise on it; feedback where the act is for what is owed no answer. */
const beginning = (act: Act): Case =>
  makePromise(opened(act === 'answer' ? idea : {}), { text: 'A call by Friday', dueAt: daysAfter(NOON, 20) }, doing(maya)).after;

describe('the life of a case', () => {
  test('the table names every act and every state', () => {
    expect(rows.map(([act]) => act).toSorted()).toEqual(ACTS.toSorted());
    expect(columns.slice(1, -1).map((short) => SHORT[short])).toEqual(Object.keys(REACHED).slice(0, -1));
  });

  const cells = rows.flatMap(([act = '', ...ends]) =>
    ends.map((end, column) => ({ act: act as Act, end, start: columns[column + 1] ?? '' })),
  );
  test.each(cells.filter(({ end }) => end !== '-'))('$act is possible from $start and leads to $end', ({ act, start, end }) => {
    const before = REACHED[SHORT[start] ?? 'closed_as_spam'](beginning(act));
    expect(before.state).toBe(SHORT[start] ?? 'closed');
    const { after, events } = DONE[act](before, doing(usualActor(act), usualDay(act)));
    expect(after.state).toBe(end === '=' ? before.state : SHORT[end]);
    expect(after.state).toBe(stateAfter(before.state, act));
    expect(after.version).toBe(before.version + events.length);
    expect(events.length).toBeGreaterThan(0);
  });

  test.each(cells.filter(({ end }) => end === '-'))('$act is refused from $start', ({ act, start }) => {
    const before = REACHED[SHORT[start] ?? 'closed_as_spam'](beginning(act));
    const refusal = refusalOf(() => DONE[act](before, doing(usualActor(act), usualDay(act))));
    expect(refusal).toBe(act === 'reply' ? 'case.reopen_too_late' : 'case.wrong_state');
  });

  test('a screen that asks what can be done gets the same answers', () => {
    const shown = cells.filter(({ act, start }) => start !== 'spam' && !(act === 'reply' && start === 'clo') && act !== 'unmark_spam');
    expect(shown.map(({ act, start }) => canBeDone(SHORT[start] ?? 'closed', act))).toEqual(shown.map(({ end }) => end !== '-'));
  });
});

describe('who may do what', () => {
  const people = {
    customer: fern,
    system: SYSTEM,
    agent: { ...maya, id: 'stf_noor', name: 'Noor' },
    lead: lena,
    owner: omar,
    viewer: vera,
  };
  const permissions: [Act, keyof typeof REACHED, (keyof typeof people)[]][] = [
    ['take', 'received', ['agent', 'lead', 'owner']],
    ['ask', 'received', ['agent', 'lead', 'owner']],
    ['reply', 'investigating', ['customer']],
    ['wait', 'investigating', ['agent', 'lead', 'owner']],
    ['resume', 'waiting_third_party', ['agent', 'lead', 'owner']],
    ['offer', 'investigating', ['system', 'agent', 'lead', 'owner']],
    ['withdraw_offer', 'offer_made', ['agent', 'lead', 'owner']],
    ['say', 'investigating', ['agent', 'lead', 'owner']],
    ['accept', 'offer_made', ['customer', 'system', 'lead', 'owner']],
    ['counter', 'offer_made', ['customer']],
    ['decline', 'offer_made', ['customer']],
    ['expire', 'offer_made', ['system']],
    ['fulfil', 'fulfilling', ['system', 'agent', 'lead', 'owner']],
    ['fail', 'fulfilling', ['system', 'agent', 'lead', 'owner']],
    ['confirm', 'fulfilled', ['customer', 'system']],
    ['not_received', 'fulfilled', ['customer']],
    ['decide', 'investigating', ['agent', 'lead', 'owner']],
    ['accept_decision', 'decision_sent', ['customer', 'system']],
    ['appeal', 'decision_sent', ['customer']],
    ['answer', 'received', ['agent', 'lead', 'owner']],
    ['deadlock', 'decision_sent', ['lead', 'owner']],
    ['withdraw', 'investigating', ['customer']],
    ['lapse', 'info_needed', ['system']],
    ['merge', 'investigating', ['agent', 'lead', 'owner']],
    ['mark_spam', 'received', ['system', 'agent', 'lead', 'owner']],
    ['unmark_spam', 'closed_as_spam', ['lead', 'owner']],
    ['reopen', 'closed', ['customer', 'lead', 'owner']],
    ['assign', 'investigating', ['system', 'agent', 'lead', 'owner']],
    ['route', 'investigating', ['system', 'agent', 'lead', 'owner']],
    ['escalate', 'investigating', ['system', 'agent', 'lead', 'owner']],
    ['tag', 'investigating', ['system', 'agent', 'lead', 'owner']],
    ['recategorise', 'investigating', ['system', 'agent', 'lead', 'owner']],
    ['note', 'investigating', ['system', 'agent', 'lead', 'owner']],
    ['promise', 'investigating', ['system', 'agent', 'lead', 'owner']],
    ['settle_promise', 'investigating', ['system', 'agent', 'lead', 'owner']],
    ['rate', 'closed', ['customer']],
    ['remind', 'info_needed', ['system']],
    ['request_approval', 'investigating', ['agent', 'lead', 'owner']],
    ['approve', 'investigating', ['lead', 'owner']],
    ['refuse_approval', 'investigating', ['lead', 'owner']],
    ['withdraw_approval', 'investigating', []],
    ['not_right_for_us', 'closed', ['lead', 'owner']],
    ['right_for_us', 'closed', ['lead', 'owner']],
  ];

  test('every act is on the list', () => expect(permissions.map(([act]) => act)).toEqual([...ACTS]));

  test.each(permissions)('%s from %s is for %s', (act, state, allowed) => {
    const before = REACHED[state](beginning(act));
    const refusals = Object.entries(people).map(([role, by]) => [role, refusalOf(() => DONE[act](before, doing(by, usualDay(act))))]);
    expect(refusals.filter(([, code]) => code === null).map(([role]) => role)).toEqual(allowed);
    expect(refusals.every(([, code]) => code === null || code === 'staff.not_allowed' || code === 'case.lead_needed')).toBe(true);
  });
});

describe('whose turn it is', () => {
  test.each([
    ['received', 'us'],
    ['investigating', 'us'],
    ['info_needed', 'customer'],
    ['waiting_third_party', 'third_party'],
    ['offer_made', 'customer'],
    ['fulfilled', 'customer'],
    ['decision_sent', 'customer'],
    ['appeal', 'us'],
    ['negotiating', 'us'],
    ['fulfilling', 'us'],
    ['closed', 'none'],
  ] as const)('%s: %s', (state, turn) => {
    const current = REACHED[state]();
    expect(turnOf(current)).toBe(turn);
  });

  test.each(['waiting_third_party', 'offer_made', 'fulfilled', 'decision_sent'] as const)(
    '%s: ours while a message of the customer’s is unanswered',
    (state) => {
      const waiting = REACHED[state]();
      const asked = DONE.reply(waiting, doing(fern)).after;
      expect(turnOf(asked)).toBe('us');
      expect(turnOf(sayToCustomer(asked, 'Yes, postage too.', doing(maya)).after)).toBe(turnOf(waiting));
    },
  );

  test('a question answered is our turn again', () => {
    expect(turnOf(DONE.reply(REACHED.info_needed(), doing(fern)).after)).toBe('us');
  });
});

import { expect, test } from 'vitest';
import type { CaseRow } from '#shared/contracts/case.ts';
import { pie } from '../fixtures/pie.ts';
import { afterNews, canJudge, fits } from './inbox-fit.ts';

const at = (hour: number) => `2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`;
const row = (id: string, over: Partial<CaseRow> = {}): CaseRow => pie({ id, number: id, openedAt: at(1), ...over });
const due = [row('a', { nextDueAt: at(3) }), row('b', { nextDueAt: at(5) }), row('c', { nextDueAt: at(9) })];
const open = { view: 'open', sort: 'due' } as const;
const ids = (rows: CaseRow[]) => rows.map(({ id }) => id);

test('a case that becomes more urgent moves up, one that is closed goes', () => {
  expect(ids(afterNews(due, [row('c', { nextDueAt: at(4), version: 4 })], open, null, true))).toEqual(['a', 'c', 'b']);
  expect(ids(afterNews(due, [row('b', { state: 'closed', version: 4 })], open, null, true))).toEqual(['a', 'c']);
});

test('a new case takes its place; one below what was read stays there until the list is read on', () => {
  const late = row('d', { nextDueAt: at(11) });
  expect(ids(afterNews(due, [row('d', { nextDueAt: at(4) })], open, null, false))).toEqual(['a', 'd', 'b', 'c']);
  expect(ids(afterNews(due, [late], open, null, false))).toEqual(['a', 'b', 'c']);
  expect(ids(afterNews(due, [late], open, null, true))).toEqual(['a', 'b', 'c', 'd']);
});

test('what nothing is due on comes last, and older news never replace newer', () => {
  expect(ids(afterNews(due, [row('a', { nextDueAt: null, version: 9 })], open, null, true))).toEqual(['b', 'c', 'a']);
  const seen = [row('a', { version: 5, story: 'Newer' })];
  expect(afterNews(seen, [row('a', { version: 4, story: 'Older' })], open, null, true)[0]?.story).toBe('Newer');
});

test.each<[string, Parameters<typeof fits>[0], Partial<CaseRow>, boolean]>([
  ['our turn', { view: 'my_turn' }, { turn: 'us' }, true],
  ['the customer’s turn', { view: 'my_turn' }, { turn: 'customer' }, false],
  ['mine', { view: 'mine' }, { assignee: { id: 'me', name: 'Me' } }, true],
  ['a colleague’s', { view: 'mine' }, { assignee: { id: 'jonas', name: 'Jonas' } }, false],
  ['nobody’s, closed', { view: 'unassigned' }, { assignee: null, state: 'closed' }, false],
  ['a broken promise', { view: 'broken_promises' }, { brokenPromise: true }, true],
  ['a kept promise', { view: 'broken_promises' }, { brokenPromise: false }, false],
  ['waiting for a second person', { view: 'waiting_approval' }, { awaitsApproval: true }, true],
  ['due too late', { view: 'due_today', dueBefore: at(6) }, { nextDueAt: at(7) }, false],
  ['nothing due', { view: 'due_today', dueBefore: at(6) }, { nextDueAt: null }, false],
  ['one of two states', { state: 'received,appeal' }, { state: 'appeal' }, true],
  ['a narrower reason beneath the one looked for', { reason: 'delivery.late' }, { reason: 'delivery.late.strike' }, true],
  ['a broader reason than the one looked for', { reason: 'delivery.late.strike' }, { reason: 'delivery.late' }, false],
  ['no reason', { reason: 'delivery.late' }, { reason: null }, false],
  ['another tag', { tag: 'vip' }, { tags: ['press'] }, false],
  ['opened before', { openedFrom: at(4) }, { openedAt: at(3) }, false],
  ['no second failure', { secondFailure: 'false' }, { secondFailure: true }, false],
])('%s is judged as the server would', (_, query, over, expected) => {
  expect(fits(query, row('x', over), 'me')).toBe(expected);
});

test('what a row does not say is left to the server', () => {
  expect([canJudge(open), canJudge({ q: 'pie' }), canJudge({ customer: 'c-1' }), canJudge({ valueAtLeast: 5 })]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

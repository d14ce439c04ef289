import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOON } from '#shared/fixtures/cast.ts';
import { chooseFrom, chooseLead, type Colleague, type Desk, withRouting } from './assignment.ts';
import { fern, lena } from '#shared/fixtures/cast.ts';
import { doing, idea, opened } from './fixtures.ts';
import { openCase } from './open-case.ts';
import { lateKettle } from './fixtures.ts';
import { answerCase, reopenByLead, escalateCase } from './staff-acts.ts';

const person = (id: string, own: Partial<Colleague> = {}): Colleague => ({ id, role: 'agent', load: 0, isAway: false, ...own });
const team = {
  id: 'care',
  name: 'Care',
  members: [
    { staff: 'maya', capacity: 3 },
    { staff: 'tom', capacity: 3 },
  ],
};
const desk = (own: Partial<Desk> = {}): Desk => ({
  routing: { rules: [], teams: [team], away: [], defaultTeam: 'care', unassignedAlarmHours: 4 },
  colleagues: [
    person('maya', { load: 2 }),
    person('tom', { load: 1 }),
    person('lena', { role: 'lead' }),
    person('omar', { role: 'owner' }),
  ],
  isOpen: () => true,
  customer: null,
  ...own,
});
const open = (own = {}) => openCase({ ...lateKettle, ...own }, doing(fern));

test('the least loaded gets the next case', () => expect(chooseFrom(team, desk())).toBe('tom'));
test('equal loads go by name, so that two servers choose alike', () =>
  expect(chooseFrom(team, desk({ colleagues: [person('tom'), person('maya')] }))).toBe('maya'));
test.each<[string, Partial<Desk>]>([
  ['everybody is full', { colleagues: [person('maya', { load: 3 }), person('tom', { load: 9 })] }],
  ['everybody is away', { colleagues: [person('maya', { isAway: true }), person('tom', { isAway: true })] }],
  ['the doors are closed', { isOpen: () => false }],
  ['the team has only viewers', { colleagues: [person('maya', { role: 'viewer' })] }],
])('when %s the case waits in the team’s queue', (_, own) => {
  expect(chooseFrom(team, desk(own))).toBe(null);
  expect(withRouting(open(), desk(own), doing(fern)).after).toMatchObject({ team: 'care', assignee: null });
});

test('nobody is given more than they can carry, and nobody away is given anything', () => {
  const colleague = fc.record({ load: fc.nat(6), isAway: fc.boolean(), capacity: fc.nat(6) });
  fc.assert(
    fc.property(fc.array(colleague, { maxLength: 8 }), (some) => {
      const colleagues = some.map(({ load, isAway }, i) => person(`p${i}`, { load, isAway }));
      const members = some.map(({ capacity }, i) => ({ staff: `p${i}`, capacity }));
      const chosen = chooseFrom({ id: 't', name: 'T', members }, { colleagues, isOpen: () => true });
      const able = some.map((one, i) => ({ ...one, id: `p${i}` })).filter(({ load, isAway, capacity }) => !isAway && load < capacity);
      const least = Math.min(...able.map(({ load }) => load));
      expect(able.filter(({ load }) => load === least).map(({ id }) => id)).toEqual(able.length ? expect.arrayContaining([chosen]) : []);
      expect(chosen === null).toBe(able.length === 0);
    }),
  );
});

test('a lead of the team hears of safety first, then any lead who is there, then the least loaded all the same', () => {
  const withLead = { ...team, members: [...team.members, { staff: 'omar', capacity: 1 }] };
  expect(chooseLead('care', desk({ routing: { ...desk().routing, teams: [withLead] } }))).toBe('omar');
  expect(chooseLead('care', desk())).toBe('lena');
  expect(
    chooseLead('care', desk({ colleagues: [person('lena', { role: 'lead', isAway: true }), person('omar', { role: 'owner' })] })),
  ).toBe('omar');
  expect(chooseLead(null, desk({ colleagues: [person('lena', { role: 'lead', isAway: true })] }))).toBe('lena');
  expect(chooseLead(null, desk({ colleagues: [person('maya')] }))).toBe(null);
});

test.each([
  ['something unsafe', { reason: 'product.safety' }, 'Safety: a lead looks at it at once'],
  ['a second failure', { reason: 'handling.previous_complaint' }, 'A second failure: a lead looks at it at once'],
])('%s goes to a lead at once, even without a team', (_, own, because) => {
  const { after, events } = withRouting(
    open(own),
    desk({ routing: { ...desk().routing, teams: [], defaultTeam: undefined } }),
    doing(fern),
  );
  expect(after.assignee).toBe('lena');
  expect(events.at(-1)).toMatchObject({ type: 'case_routed', because: [because], by: { role: 'system' } });
});

test('praise that needs no answer is routed too, a departure nobody owes an answer to is not', () => {
  expect(withRouting(openCase(idea, doing(fern)), desk(), doing(fern)).after.team).toBe('care');
  const left = openCase({ ...lateKettle, kind: 'cancellation', reason: 'cancel.moved' }, doing(fern));
  expect(withRouting(left, desk(), doing(fern))).toBe(left);
});

test('a reopened case goes back to its owner if present, else to the team', () => {
  const done = answerCase({ ...opened({ kind: 'feedback' }), assignee: 'maya', responseExpected: false }, undefined, doing(lena)).after;
  const again = () => reopenByLead({ ...done, outcome: 'withdrawn' }, undefined, doing(lena));
  expect(withRouting(again(), desk(), doing(lena)).after.assignee).toBe('maya');
  const away = desk({ colleagues: [person('maya', { isAway: true }), person('tom')] });
  expect(withRouting(again(), away, doing(lena)).after.assignee).toBe('tom');
});

test('what turns critical goes to a lead', () => {
  const change = escalateCase({ ...opened(), assignee: 'maya', team: 'care' }, { note: 'It smokes.', severity: 'critical' }, doing(lena));
  expect(withRouting(change, desk(), doing(lena)).after.assignee).toBe('lena');
});

test('acts that say nothing about whose case it is are left alone', () => {
  const change = { after: opened(), events: [{ type: 'case_tagged' as const, at: NOON, by: lena, tags: [] }] };
  expect(withRouting(change, desk(), doing(lena))).toBe(change);
});

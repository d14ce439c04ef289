import { expect, test } from 'vitest';
import { NOON, daysAfter, fern } from '#shared/fixtures/cast.ts';
import { doing, idea, lateKettle, opened } from './fixtures.ts';
import { openCase } from './open-case.ts';

test('a complaint is received, and its receipt says by when an answer comes', () => {
  const { after, events } = openCase(lateKettle, doing(fern));
  expect(after).toMatchObject({
    state: 'received',
    severity: 'normal',
    responseExpected: true,
    version: 2,
    openedAt: NOON,
    steps: [{ state: 'received', at: NOON }],
  });
  expect(events.map(({ type }) => type)).toEqual(['case_opened', 'receipt_sent']);
  expect(events[1]).toMatchObject({ number: 'A7K-3QX', answerBy: daysAfter(NOON, 1) });
});

test('a complaint is always owed an answer; feedback and praise only when asked', () => {
  expect(opened({ responseExpected: false }).responseExpected).toBe(true);
  expect(
    [opened(idea), opened({ ...idea, kind: 'praise' }), opened({ ...idea, responseExpected: true })].map(
      ({ responseExpected }) => responseExpected,
    ),
  ).toEqual([false, false, true]);
  expect(openCase(idea, doing(fern)).events[1]).toMatchObject({ type: 'receipt_sent', answerBy: null });
});

test.each([
  ['product.safety', 'critical', false],
  ['accessibility.barrier', 'high', false],
  ['handling.previous_complaint', 'high', true],
  ['cancel.unresolved_complaint', 'high', true],
  ['delivery.late', 'normal', false],
  [null, 'normal', false],
])('%s begins as %s; a second failure: %s', (reason, severity, secondFailure) => {
  expect(opened({ reason })).toMatchObject({ severity, secondFailure });
});

test('a visit to the cancel flow sends no receipt of its own', () => {
  const cancellation = {
    id: 'can_1',
    outcome: 'open' as const,
    ruleSet: 'no_offers',
    probe: null,
    holdOut: false,
    subscription: null,
    keepInTouch: null,
  };
  expect(openCase({ ...lateKettle, kind: 'cancellation', cancellation }, doing(fern)).events.map(({ type }) => type)).toEqual([
    'case_opened',
  ]);
});

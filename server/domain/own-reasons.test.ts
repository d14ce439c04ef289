import { expect, test } from 'vitest';
import { departureSegmentOf, isAnswerOwed } from './cancellation.ts';
import { chooseOffer, DEFAULT_STAY_POLICY } from './offer.ts';
import {
  answersAfter,
  askedMoreAfter,
  isAnswer,
  knownReason,
  labelOfReason,
  type OwnReasons,
  reasonsWith,
  withNarrower,
} from './own-reasons.ts';
import { type Candidate, isInSegments } from './rescue.ts';
import { countsAs, failureOf, isAmongReasons, parentReason, REASONS, reasonOf, severityOf } from './taxonomy.ts';

const STRIKE = 'delivery.late.courier_strike';
const settings = (over: Partial<OwnReasons> = {}): OwnReasons => ({ own: [], probes: {}, labels: {}, hidden: [], mappings: {}, ...over });
const probe = (over: Partial<OwnReasons['probes'][string]> = {}) => ({ off: false, question: {}, answers: [], ...over });

test('a narrower reason has the facts of the one above it, so that figures stay comparable', () => {
  for (const { id } of REASONS) {
    const narrow = `${id}.own_1`;
    expect(reasonOf(narrow)).toEqual({ ...reasonOf(id), id: narrow });
    expect([failureOf(narrow), severityOf(narrow), departureSegmentOf(narrow)]).toEqual([
      failureOf(id),
      severityOf(id),
      departureSegmentOf(id),
    ]);
  }
  const visit = { reason: 'cancel.unresolved_complaint.lost_twice', outcome: null } as Parameters<typeof isAnswerOwed>[0];
  expect(isAnswerOwed(visit)).toBe(true);
});

test.each([STRIKE, 'product.safety.fire_2'])('%s lies beneath a reason', (id) => {
  expect(parentReason(id)).toBe(countsAs(id));
  expect(REASONS.map((reason) => reason.id)).toContain(countsAs(id));
});

test.each([
  'delivery.late',
  'delivery.late.',
  'delivery.late.Ä',
  `delivery.late.${'x'.repeat(31)}`,
  'weather.bad.hail',
  `${STRIKE}.long`,
  'free words',
  '',
  null,
])('%s lies beneath none', (id) => {
  expect(parentReason(id)).toBeNull();
});

test('a list that names a reason speaks of all beneath it, and one that names a narrower reason of that alone', () => {
  expect(isAmongReasons(['delivery.late'], STRIKE)).toBe(true);
  expect(isAmongReasons([STRIKE], STRIKE)).toBe(true);
  expect(isAmongReasons([STRIKE], 'delivery.late')).toBe(false);
  expect(isAmongReasons([STRIKE], 'delivery.late.snow')).toBe(false);
  expect(isAmongReasons(['delivery.late'], null)).toBe(false);
  expect(withNarrower({ own: [{ id: STRIKE, name: 'Strike' }] }, 'delivery.late,staff.conduct')).toBe(
    `delivery.late,${STRIKE},staff.conduct`,
  );
});

test('only what the shop has is a reason of its own, and it stands after the one above it', () => {
  const own = { own: [{ id: STRIKE, name: 'Courier strike' }] };
  expect(knownReason(own, STRIKE)).toMatchObject({ id: STRIKE, failure: 'service_failed' });
  expect(knownReason(own, 'delivery.late.anything')).toBeUndefined();
  expect(knownReason(own, 'delivery.late')).toBeDefined();
  const ids = reasonsWith(own).map(({ id }) => id);
  expect(ids[ids.indexOf('delivery.late') + 1]).toBe(STRIKE);
  expect(ids).toHaveLength(REASONS.length + 1);
});

test('a reason is called by the shop’s label, else by its name, else as usual; a removed one as the reason above', () => {
  const own = settings({
    own: [{ id: STRIKE, name: 'Courier strike' }],
    labels: { de: { [STRIKE]: 'Streik', 'delivery.late': 'Verspätet' } },
  });
  expect([labelOfReason(own, STRIKE, 'de'), labelOfReason(own, STRIKE, 'fr')]).toEqual(['Streik', 'Courier strike']);
  expect([labelOfReason(own, 'delivery.late', 'de'), labelOfReason(own, 'delivery.late', 'en')]).toEqual(['Verspätet', 'It came late']);
  expect([labelOfReason(own, 'delivery.late.gone', 'de'), labelOfReason(own, 'delivery.late.gone', 'en')]).toEqual([
    'Verspätet',
    'It came late',
  ]);
  expect(labelOfReason(own, 'nothing.known', 'en')).toBe('nothing.known');
});

test('a question is asked in the shop’s words, in a language without them in English, else as usual', () => {
  const own = settings({
    probes: {
      'cancel.unused': probe({
        question: { en: 'When again?', de: 'Wann wieder?' },
        answers: [
          { id: 'for_now', labels: {} },
          { id: 'spring', labels: { de: 'Im Frühling' } },
        ],
      }),
      'cancel.low_quality': probe({ off: true }),
      'cancel.moved': probe({ answers: [{ id: 'abroad', labels: { en: 'Abroad' } }] }),
    },
  });
  expect(askedMoreAfter(own, 'cancel.unused', 'fr')).toMatchObject({
    question: 'When again?',
    answers: [{ id: 'for_now' }, { id: 'spring', label: 'Im Frühling' }],
  });
  expect(askedMoreAfter(own, 'cancel.unused.winter', 'de')).toMatchObject({ question: 'Wann wieder?' });
  expect(askedMoreAfter(own, 'cancel.low_quality', 'en')).toBeNull();
  expect(askedMoreAfter(own, 'cancel.moved', 'en')).toEqual({ question: null, answers: [{ id: 'abroad', label: 'Abroad' }] });
  expect(askedMoreAfter(own, 'cancel.temporary', 'en')).toBeNull();
  expect(askedMoreAfter(own, 'cancel.too_complex', 'en')).toEqual({ question: 'Where did you get stuck?', answers: [] });
  expect(answersAfter(own, 'cancel.unused', 'en').map(({ id }) => id)).toEqual(['for_now', 'spring', 'for_good']);
  expect([isAnswer(own, 'abroad'), isAnswer(own, 'price_rose'), isAnswer(own, 'invented')]).toEqual([true, true, false]);
});

test('offers for a question nobody changed name answers that are asked for', () => {
  for (const id of Object.keys(DEFAULT_STAY_POLICY.offersForProbe)) expect(isAnswer(settings(), id)).toBe(true);
});

test('who leaves for a narrower reason is offered what it has itself, else what the one above has; for some nothing', () => {
  const visit = {
    ruleSet: 'offers_beside_cancel',
    consent: false,
    holdOut: false,
    probe: null,
    asked: [],
    offered: false,
    lastAcceptedAt: null,
    runningDiscount: false,
  } as const;
  const policy = {
    ...DEFAULT_STAY_POLICY,
    offersFor: { ...DEFAULT_STAY_POLICY.offersFor, 'cancel.unused.never': [], 'cancel.unused.now': [{ remedy: 'extension', months: 1 }] },
  };
  const offered = (reason: string) => chooseOffer({ ...visit, asked: [], reason }, policy, '2026-03-02T12:00:00.000Z')?.remedy ?? null;
  expect(['cancel.unused.winter', 'cancel.unused.now', 'cancel.unused.never', 'cancel.moved.abroad'].map(offered)).toEqual([
    'pause_subscription',
    'extension',
    null,
    null,
  ]);
});

test('a cycle that calls those who left for a reason calls those who left for what lies beneath it', () => {
  const departure = { reason: 'cancel.low_quality.slow', at: '2026-03-02T12:00:00.000Z', lifetimeValue: null, revenue: null, way: 'api' };
  const slow = { departure, since: null } as Pick<Candidate, 'departure' | 'since'>;
  expect([isInSegments(slow, { reasons: ['cancel.low_quality'] }), isInSegments(slow, { avoidable: true })]).toEqual([true, true]);
  expect([isInSegments(slow, { reasons: ['cancel.low_quality.heavy'] }), isInSegments(slow, { avoidable: false })]).toEqual([false, false]);
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from './errors.ts';
import { periodsBetween, piecesOf, readSpan, spanBefore, spanOf } from './insight-period.ts';

const NOON = '2026-03-02T12:00:00.000Z';

test.each([
  ['2026', '2026-01-01', '2027-01-01'],
  ['2026-Q4', '2026-10-01', '2027-01-01'],
  ['2026-10', '2026-10-01', '2026-11-01'],
  ['2026-12-31', '2026-12-31', '2027-01-01'],
  ['2028-02-29', '2028-02-29', '2028-03-01'],
])('%s runs from %s until %s', (period, from, until) => {
  expect(spanOf(period)).toEqual({ from, until });
});

test.each(['2026-13', '2026-02-30', '2026-Q5', 'october', '2026-1', '', '2026-00'])('“%s” is no period', (period) => {
  expect(() => spanOf(period)).toThrow(DomainError);
});

test.each([
  [{}, null, null],
  [{ from: '2025-11' }, '2025-11-01', '2026-04-01'],
  [{ from: '2025-11', to: '2026-01' }, '2025-11-01', '2026-02-01'],
  [{ to: '2026-01-15' }, null, '2026-01-16'],
  [{ from: '2025-01-01T00:00:00Z', to: '2026-01-01T00:00:00.000Z' }, '2025-01-01', '2026-01-01'],
  [{ from: '2025-01-01T00:00:00Z', to: '2025-12-31T23:59:59Z' }, '2025-01-01', '2026-01-01'],
])('%o is asked from %s until %s', (asked, from, until) => {
  expect(readSpan(asked, NOON)).toEqual({ from, until });
});

test('a span ends after it begins', () => {
  expect(() => readSpan({ from: '2026-05', to: '2026-04' }, NOON)).toThrow('choose an end after the beginning');
});

describe('a span', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));

  const daysOf = (begin: string, end: string) => {
    const days: string[] = [];
    for (let at = Date.parse(begin); at < Date.parse(end); at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
    return days;
  };
  const FIRST_DAY = { y: '-01-01', m: '-01', d: '' };

  test.each(['y', 'm'] as const)('falls into pieces no longer than %s, each day once, in order', (coarsest) => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        fc.pre(one !== other);
        const [from, until] = one < other ? [one, other] : [other, one];
        const pieces = piecesOf({ from, until }, coarsest);
        const days = pieces.flatMap((piece) => daysOf(piece.from + FIRST_DAY[piece.grain], piece.until + FIRST_DAY[piece.grain]));
        expect(days).toEqual(daysOf(from, until));
        expect(pieces.filter(({ grain }) => grain === 'd').every((piece) => daysOf(piece.from, piece.until).length <= 60)).toBe(true);
        if (coarsest === 'm') expect(pieces.some(({ grain }) => grain === 'y')).toBe(false);
      }),
    );
  });

  test.each([
    ['2026-01-01', '2026-04-01', ['m 2026-01 2026-04']],
    ['2025-01-01', '2027-01-01', ['y 2025 2027']],
    [null, null, ['y 0000 9999']],
    [null, '2026-03-03', ['y 0000 2026', 'm 2026-01 2026-03', 'd 2026-03-01 2026-03-03']],
    ['2025-11-30', null, ['d 2025-11-30 2025-12-01', 'm 2025-12 2026-01', 'y 2026 9999']],
    ['2025-11-01', '2027-02-01', ['m 2025-11 2026-01', 'y 2026 2027', 'm 2027-01 2027-02']],
    ['2026-05-20', '2026-06-10', ['d 2026-05-20 2026-06-10']],
  ])('from %s until %s needs no more than it must', (from, until, pieces) => {
    expect(piecesOf({ from, until }).map((piece) => `${piece.grain} ${piece.from} ${piece.until}`)).toEqual(pieces);
  });

  test.each([
    ['2026-03-01', '2026-04-01', '2026-02-01', '2026-03-01'],
    ['2025-11-01', '2026-11-01', '2024-11-01', '2025-11-01'],
    ['2026-11-01', '2026-11-22', '2026-10-01', '2026-10-22'],
    ['2026-03-01', '2026-03-31', '2026-02-01', '2026-03-01'],
    ['2025-11-01', '2026-10-21', '2024-11-01', '2025-10-21'],
    ['2026-03-08', '2026-03-15', '2026-03-01', '2026-03-08'],
  ])('from %s until %s is compared with %s until %s', (from, until, fromBefore, untilBefore) => {
    expect(spanBefore({ from, until })).toEqual({ from: fromBefore, until: untilBefore });
  });

  test('without a beginning has none before it', () => {
    expect(spanBefore({ from: null, until: '2026-03-15' })).toBeNull();
  });
});

test('no month or quarter is left out', () => {
  expect(periodsBetween('2025-11', '2026-02', 'month')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(periodsBetween('2025-11', '2026-05', 'quarter')).toEqual(['2025-Q4', '2026-Q1', '2026-Q2']);
});

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

  test('falls into whole months and single days, each day once', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        fc.pre(one !== other);
        const [from, until] = one < other ? [one, other] : [other, one];
        const days = new Set<string>();
        for (const piece of piecesOf({ from, until })) {
          const [begin, end] = piece.grain === 'm' ? [`${piece.from}-01`, `${piece.until}-01`] : [piece.from, piece.until];
          for (let at = Date.parse(begin); at < Date.parse(end); at += 86_400_000) {
            const name = new Date(at).toISOString().slice(0, 10);
            expect(days.has(name)).toBe(false);
            days.add(name);
          }
        }
        expect(days.size).toBe((Date.parse(until) - Date.parse(from)) / 86_400_000);
        expect(days.has(from)).toBe(true);
      }),
    );
  });

  test('of whole months needs no days', () => {
    expect(piecesOf({ from: '2026-01-01', until: '2026-04-01' })).toEqual([{ grain: 'm', from: '2026-01', until: '2026-04' }]);
    expect(piecesOf({ from: null, until: null })).toEqual([{ grain: 'm', from: '0000', until: '9999' }]);
  });

  test('is compared with as many months, or as many days, before', () => {
    expect(spanBefore({ from: '2026-03-01', until: '2026-04-01' })).toEqual({ from: '2026-02-01', until: '2026-03-01' });
    expect(spanBefore({ from: '2026-03-08', until: '2026-03-15' })).toEqual({ from: '2026-03-01', until: '2026-03-08' });
    expect(spanBefore({ from: null, until: '2026-03-15' })).toBeNull();
  });
});

test('no month or quarter is left out', () => {
  expect(periodsBetween('2025-11', '2026-02', 'month')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(periodsBetween('2025-11', '2026-05', 'quarter')).toEqual(['2025-Q4', '2026-Q1', '2026-Q2']);
});

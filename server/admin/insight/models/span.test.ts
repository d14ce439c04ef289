import { expect, test } from 'vitest';
import { addressOf, readSpan, spanBefore, spanQuery, usualSpans } from './span.ts';

const TODAY = '2026-03-02';
const spanOf = (id: string) => usualSpans(TODAY).find((one) => one.id === id)?.span;

test('without a wish the last twelve months are shown', () => {
  expect(readSpan({}, TODAY)).toEqual({ from: '2025-04-01', to: TODAY });
  expect(readSpan({ from: '2026-02-31' }, TODAY)).toEqual(readSpan({}, TODAY));
});

test('the usual spans begin on the first day and end today', () => {
  expect(spanOf('month')).toEqual({ from: '2026-03-01', to: TODAY });
  expect(spanOf('quarter')).toEqual({ from: '2026-01-01', to: TODAY });
  expect(spanOf('year')).toEqual({ from: '2026-01-01', to: TODAY });
  expect(spanOf('all')).toEqual({ from: null, to: null });
});

test('a span in the address is the same span when it is read again', () => {
  for (const { span } of usualSpans(TODAY)) expect(readSpan(spanQuery(span), TODAY)).toEqual(span);
});

test.each([
  ['2026-01-01', '2026-03-31', '2025-10-01', '2025-12-31'],
  ['2026-03-01', '2026-03-02', '2026-02-01', '2026-02-02'],
  ['2026-03-01', '2026-03-30', '2026-02-01', '2026-02-28'],
  ['2025-12-01', '2026-11-22', '2024-12-01', '2025-11-22'],
  ['2026-03-08', '2026-03-14', '2026-03-01', '2026-03-07'],
])('from %s to %s is compared with %s to %s', (from, to, fromBefore, toBefore) => {
  expect(spanBefore({ from, to })).toEqual({ from: fromBefore, to: toBefore });
});

test('all times have no time before them', () => {
  expect(spanBefore({ from: null, to: null })).toBeNull();
});

test('an address keeps what is not changed and drops what is empty', () => {
  expect(addressOf('/admin/insight', { from: '2026-01-01', show: 'x' }, { show: undefined, by: 'text' })).toBe(
    '/admin/insight?from=2026-01-01&by=text',
  );
  expect(addressOf('/admin/insight', {}, {})).toBe('/admin/insight');
});

import { expect, test } from 'vitest';
import { suggesterOf } from './reason-suggestions.ts';

const suggestReasons = suggesterOf({ own: [], labels: {} });

const best = (text: string) => suggestReasons(text)[0]?.reason;

test.each([
  ['Attitude of support person', 'cancel.customer_service'],
  ['Attitude of service provider', 'cancel.customer_service'],
  ['Poor expertise of phone support', 'cancel.customer_service'],
  ['Poor expertise of online support', 'cancel.customer_service'],
  ['Competitor offered higher download speeds', 'cancel.switched_service'],
  ['Competitor offered more data', 'cancel.switched_service'],
  ['Competitor made better offer', 'cancel.switched_service'],
  ['Competitor had better devices', 'cancel.switched_service'],
  ['Network reliability', 'cancel.low_quality'],
  ['Product dissatisfaction', 'cancel.low_quality'],
  ['Service dissatisfaction', 'cancel.low_quality'],
  ['Price too high', 'cancel.too_expensive'],
  ['Extra data charges', 'cancel.too_expensive'],
  ['Long distance charges', 'cancel.too_expensive'],
  ['Lack of affordable download/upload speed', 'cancel.too_expensive'],
  ['Lack of self-service on Website', 'cancel.missing_features'],
  ['Limited range of services', 'cancel.missing_features'],
  ['Moved', 'cancel.moved'],
  ['Deceased', 'cancel.closed'],
  ["Don't know", 'cancel.other'],
])('“%s” probably means %s', (text, reason) => {
  expect(best(text)).toBe(reason);
});

test('our own label is known in every language, and words nobody foresaw suggest nothing', () => {
  expect(suggestReasons('  it COSTS too much ')[0]).toMatchObject({ reason: 'cancel.too_expensive', score: 1 });
  expect(best('价格太高')).toBe('cancel.too_expensive');
  expect(suggestReasons('Xyzzy plugh')).toEqual([]);
  expect(suggestReasons('')).toEqual([]);
});

test('the shop’s own reasons are known by their own words, in every language they have', () => {
  const own = [{ id: 'cancel.moved.no_fibre', name: 'No fibre at the new place' }];
  const suggest = suggesterOf({
    own,
    labels: { de: { 'cancel.moved.no_fibre': 'Kein Glasfaser', 'cancel.closed': 'Betrieb aufgegeben' } },
  });
  expect(suggest('No fibre at the new place')[0]).toEqual({
    reason: 'cancel.moved.no_fibre',
    label: 'No fibre at the new place',
    score: 1,
  });
  expect(suggest('kein glasfaser')[0]).toMatchObject({ reason: 'cancel.moved.no_fibre', score: 1 });
  expect(suggest('Betrieb aufgegeben')[0]).toMatchObject({ reason: 'cancel.closed', score: 1 });
  expect(suggest('Moved abroad')[0]).toMatchObject({ reason: 'cancel.moved' });
});

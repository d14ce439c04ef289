import { expect, test } from 'vitest';
import { suggestReasons } from './reason-suggestions.ts';

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

import { expect, test } from 'vitest';
import type { RoutingRule } from '#shared/contracts/settings.ts';
import { euro, opened } from './fixtures.ts';
import { routeBy, type Subject } from './routing.ts';

const kettle: Subject = {
  ...opened({
    story: 'My kettle leaks on the floor.',
    reason: 'product.defective',
    asked: [{ remedy: 'refund.full', amount: euro(5490) }],
  }),
  customer: null,
};
const rule = (when: RoutingRule['when'], then: RoutingRule['then'] = { team: 'kettles' }, goOn = false): RoutingRule => ({
  id: 'r',
  name: 'A rule',
  enabled: true,
  when,
  then,
  continue: goOn,
});
const fits = (when: RoutingRule['when'], subject: Partial<Subject> = {}) =>
  routeBy([rule(when)], { ...kettle, ...subject }).team === 'kettles';
const gold = { segment: 'gold', plan: 'club', mrr: euro(2900), tags: ['press'] };

test.each<[string, RoutingRule['when'], Partial<Subject>, boolean]>([
  ['no condition', {}, {}, true],
  ['its kind', { kind: ['complaint'] }, {}, true],
  ['another kind', { kind: ['praise'] }, {}, false],
  ['one of several reasons', { reason: ['product.damaged', 'product.defective'] }, {}, true],
  ['another reason', { reason: ['billing.duplicate'] }, {}, false],
  ['no reason, where one is wanted', { reason: ['product.defective'] }, { reason: null }, false],
  ['the reason above its own', { reason: ['product.defective'] }, { reason: 'product.defective.leaks' }, true],
  ['a narrower reason, where it has the one above', { reason: ['product.defective.leaks'] }, {}, false],
  ['its touchpoint', { touchpoint: ['delivery'] }, {}, true],
  ['no touchpoint', { touchpoint: ['delivery'] }, { area: null }, false],
  ['a language, whatever the country', { language: ['de'] }, { locale: 'de-AT' }, true],
  ['another language', { language: ['de'] }, { locale: 'el' }, false],
  ['its site', { site: ['site_other'] }, {}, false],
  ['an amount that is reached exactly', { amountAtLeast: euro(5490) }, {}, true],
  ['an amount a cent above', { amountAtLeast: euro(5491) }, {}, false],
  ['an amount in another currency', { amountAtLeast: { amount: 1, currency: 'USD' } }, {}, false],
  ['an amount below', { amountBelow: euro(5491) }, {}, true],
  ['an amount that is not below', { amountBelow: euro(5490) }, {}, false],
  ['what it cost, when no sum was asked for', { amountAtLeast: euro(3800) }, { asked: [] }, true],
  ['no sum at all', { amountAtLeast: euro(1) }, { asked: [], cost: null }, false],
  ['a second failure', { secondFailure: true }, { secondFailure: true }, true],
  ['a first failure', { secondFailure: true }, {}, false],
  ['a severity', { severity: ['critical', 'high'] }, { severity: 'high' }, true],
  ['the segment of the customer', { segment: ['gold'] }, { customer: gold }, true],
  ['nobody known', { segment: ['gold'] }, {}, false],
  ['the plan', { plan: ['club'] }, { customer: gold }, true],
  ['a tag of the customer', { tag: ['press'] }, { customer: gold }, true],
  ['a tag of the case', { tag: ['kettle'] }, { tags: ['kettle'] }, true],
  ['a valuable customer', { mrrAtLeast: euro(2900) }, { customer: gold }, true],
  ['a whole word, any case', { words: ['KETTLE'] }, {}, true],
  ['a part of a word', { words: ['kett'] }, {}, false],
  ['several words in a row', { words: ['leaks on'] }, {}, true],
  ['signs that mean something to a pattern', { words: ['kettle.'] }, {}, false],
  ['a Greek word', { words: ['κρύο'] }, { story: 'Το φαγητό ήταν ΚΡΎΟ.' }, true],
  ['a Hindi word', { words: ['माफ़ी'] }, { story: 'मुझे माफ़ी चाहिए।' }, true],
  ['a Hindi word without its vowel', { words: ['माफ़'] }, { story: 'मुझे माफ़ी चाहिए।' }, false],
  ['an Urdu word', { words: ['فون'] }, { story: 'دو بار فون کیا، کسی نے جواب نہیں دیا۔' }, true],
  ['a Mongolian word', { words: ['баасан'] }, { story: 'Та нар Баасан гарагт залгана гэж амласан.' }, true],
  ['all conditions at once', { kind: ['complaint'], words: ['kettle'], amountAtLeast: euro(100) }, {}, true],
  ['all conditions but one', { kind: ['complaint'], words: ['toaster'], amountAtLeast: euro(100) }, {}, false],
])('a rule looks at %s', (_, when, subject, expected) => {
  expect(fits(when, subject)).toBe(expected);
});

test('the first rule that fits ends the walk', () => {
  const route = routeBy(
    [rule({ kind: ['praise'] }, { team: 'thanks' }), rule({}, { team: 'first' }), rule({}, { team: 'second' })],
    kettle,
  );
  expect(route).toMatchObject({ team: 'first', because: ['A rule'] });
});

test('a rule that goes on leaves its mark, and later rules add theirs and see them', () => {
  const route = routeBy(
    [
      rule({}, { severity: 'high', tags: ['leak'], clockPolicy: 'fast' }, true),
      rule({ tag: ['leak'], severity: ['high'] }, { team: 'plumbers', tags: ['leak', 'wet'] }, true),
      rule({}, { person: 'staff_maya' }),
    ],
    kettle,
  );
  expect(route).toMatchObject({ team: 'plumbers', person: 'staff_maya', severity: 'high', tags: ['leak', 'wet'], clockPolicy: 'fast' });
});

test('a rule that is switched off does nothing', () => {
  expect(routeBy([{ ...rule({}), enabled: false }], kettle)).toMatchObject({ team: null, because: [] });
});

import { expect, test } from 'vitest';
import { STAFF_ACTS } from '#shared/contracts/case.ts';
import { maya, NOON, pie, taxonomy, team } from '../fixtures/pie.ts';
import type { Sight } from './act-form.ts';
import { cautionsOfOffer, fulfil, offer } from './remedies.ts';
import { promise } from './speaking.ts';
import { tag } from './handling.ts';
import { merge } from './closing.ts';
import { COMPOSER, MORE, NEXT_STEPS } from './shown.ts';

const sight = (over = {}): Sight => ({ view: pie(over), taxonomy, team, me: maya, now: NOON });

test('everything staff may be allowed to do has its place on the page', () => {
  const shown = new Set<string>([...COMPOSER, ...NEXT_STEPS, ...MORE].map(({ act }) => act));
  expect(STAFF_ACTS.filter((act) => !shown.has(act))).toEqual(['assign']); // A list of people beside the buttons.
});

test('whatever cannot be taken back says so before it is done', () => {
  for (const form of [...COMPOSER, ...NEXT_STEPS, ...MORE].filter(({ act }) =>
    ['decide', 'merge', 'deadlock', 'mark_spam', 'withdraw_offer', 'answer'].includes(act),
  )) {
    expect([form.id, Boolean(form.confirm ?? form.says)]).toEqual([form.id, true]);
  }
});

test('an offer of money carries the amount in the smallest unit, a replacement carries none', () => {
  expect(offer.body({ remedy: 'refund.full', amount: '4,79', amountCurrency: 'USD' }, sight())).toMatchObject({
    remedy: 'refund.full',
    amount: { amount: 479, currency: 'USD' },
  });
  expect(offer.body({ remedy: 'replacement', amount: '4.79', amountCurrency: 'USD' }, sight())).toMatchObject({
    remedy: 'replacement',
    amount: undefined,
    choices: undefined,
  });
});

test('an offer with an alternative lets the customer choose between both', () => {
  expect(offer.body({ remedy: 'refund.full', amount: '4.79', amountCurrency: 'USD', second: 'replacement' }, sight())).toMatchObject({
    choices: [{ remedy: 'refund.full', amount: { amount: 479, currency: 'USD' } }, { remedy: 'replacement' }],
  });
});

test('an offer above one’s own limit is pointed out before it is sent', () => {
  const proposals = [{ remedy: 'replacement', because: [], withinAuthority: false, warnings: ['More than 150 % of the loss.'] }];
  expect(cautionsOfOffer({ remedy: 'replacement' }, sight({ proposals }))).toHaveLength(2);
  expect(cautionsOfOffer({ remedy: 'refund.full' }, sight())).toEqual([]);
});

test('a promise belongs to whoever makes it, in two days, unless said otherwise', () => {
  expect(promise.initial?.(sight())).toEqual({ owner: 'staff_maya', dueOn: '2026-03-04' });
});

test('an agreed refund is proved by its number', () => {
  const agreed = {
    offerId: 'off_1',
    remedy: 'refund.full',
    amount: { amount: 479, currency: 'USD' },
    title: 'A refund',
    terms: '',
    at: NOON.toISOString(),
  };
  expect(fulfil.initial?.(sight({ agreed }))).toEqual({ kind: 'refund_id' });
});

test('tags are read with commas between them, once each', () => {
  expect(tag.body({ tags: ' vip, bakery ,, vip' }, sight())).toEqual({ tags: ['vip', 'bakery'] });
});

test('a case number typed in small letters still finds the older case', () => {
  expect(merge.body({ into: ' a7k-3qx ' }, sight())).toEqual({ into: 'A7K-3QX' });
  expect(merge.body({ into: 'case_01hx' }, sight())).toEqual({ into: 'case_01hx' });
});

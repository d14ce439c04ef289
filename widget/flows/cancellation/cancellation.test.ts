import { expect, test } from 'vitest';
import type { Offer } from '#shared/contracts/case.ts';
import { CONFIG } from '../../fixtures/desk.ts';
import { begin, learn, next, readAnswer, type Way } from './cancellation.ts';

const OFFER: Offer = { id: 'off_1', remedy: 'discount', title: '20 % off', terms: 'For three months.', expiresAt: null, because: [] };

function walk(way: Way, offer: Offer | null = null): string[] {
  const seen: string[] = [way.at];
  while (!['offer', 'last'].includes(way.at)) {
    way = next(way, CONFIG.reasons, way.at === 'stay' ? offer : null);
    seen.push(way.at);
  }
  return seen;
}
const because = (reason: string): Way => ({ ...begin('offers_beside_cancel'), said: { reason } });

test('somebody who finds it dear is asked what they compared with, then what would make them stay, and sees one offer', () => {
  expect(walk(because('cancel.too_expensive'), OFFER)).toEqual(['reason', 'probe', 'stay', 'offer']);
});

test('a reason that needs no second question goes straight on', () => {
  expect(walk(because('cancel.moved'))).toEqual(['reason', 'stay', 'last']);
});

test('every question can be left out', () => {
  expect(walk(begin('offers_beside_cancel'))).toEqual(['reason', 'stay', 'last']);
});

test('where the law wants no offer beside the cancelling, none is shown', () => {
  for (const ruleSet of ['offers_after_cancel_with_consent', 'no_offers'] as const) {
    expect(walk(begin(ruleSet), OFFER)).toEqual(['reason', 'stay', 'last']);
  }
});

test('after the cancelling an offer comes only with consent, and if there is none that is said', () => {
  const asked: Way = { ...begin('offers_after_cancel_with_consent'), at: 'consent' };
  expect(next(asked, CONFIG.reasons, OFFER)).toMatchObject({ at: 'offer', offer: OFFER });
  expect(next(asked, CONFIG.reasons, null)).toMatchObject({ at: 'consent', trouble: true });
});

test('the rules of the region hold, even when they come after the first screen', () => {
  expect(learn(begin('offers_beside_cancel'), 'eu_withdrawal').at).toBe('withdraw');
  expect(learn(begin('offers_beside_cancel'), 'de_button').at).toBe('contracts');
  expect(learn({ ...begin('offers_beside_cancel'), at: 'stay' }, 'eu_withdrawal').at).toBe('stay');
});

test('what was said on one screen is kept on the next', () => {
  const form = new FormData();
  form.append('story', ' The other one answers the phone. ');
  form.append('asked', 'discount');
  form.append('own', 'A person to talk to');
  expect(readAnswer(form, { reason: 'cancel.too_expensive' })).toEqual({
    reason: 'cancel.too_expensive',
    probe: undefined,
    story: 'The other one answers the phone.',
    asked: [{ remedy: 'discount' }, { remedy: 'other', note: 'A person to talk to' }],
  });
  expect(readAnswer(new FormData(), { story: 'Said before' }).story).toBe('Said before');
});

import { expect, test } from 'vitest';
import { NOON, daysAfter } from '#shared/fixtures/cast.ts';
import { type ContactFacts, refusalOf, requireContact } from './contact-rules.ts';
import { DomainError } from './errors.ts';

const FREE: ContactFacts = {
  isErased: false,
  contactAllowed: true,
  keepInTouch: null,
  isNotRightForUs: false,
  hasReturned: false,
  hasOpenCase: false,
  lastContactAt: null,
  wasTold: false,
};
const rules = { at: NOON, coolDownDays: 60 };

test.each<[string, Partial<ContactFacts>, string | null]>([
  ['who said nothing', {}, null],
  ['who wants to hear of us yearly', { keepInTouch: { how: 'email', howOften: 'yearly' } }, null],
  ['who was called two months ago', { lastContactAt: daysAfter(NOON, -60) }, null],
  ['who was called yesterday', { lastContactAt: daysAfter(NOON, -1) }, 'cool_down'],
  ['who is erased', { isErased: true, contactAllowed: false }, 'erased'],
  ['who wants no contact', { contactAllowed: false }, 'contact_not_allowed'],
  ['who left with a no', { keepInTouch: { how: 'none', howOften: 'yearly' } }, 'keep_in_touch_no'],
  ['who wants to hear never', { keepInTouch: { how: 'email', howOften: 'never' } }, 'keep_in_touch_no'],
  ['who does not fit', { isNotRightForUs: true }, 'not_right_for_us'],
  ['who is back', { hasReturned: true }, 'returned'],
  ['who waits for our answer', { hasOpenCase: true }, 'open_case'],
  ['who was told of it', { wasTold: true }, 'already_told'],
])('%s', (_, facts, why) => {
  expect(refusalOf({ ...FREE, ...facts }, rules)).toBe(why);
});

test('a no says which rule it is', () => {
  const asked = () => requireContact({ ...FREE, hasOpenCase: true }, rules);
  expect(asked).toThrow(DomainError);
  expect(asked).toThrow('still open');
});

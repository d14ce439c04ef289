import { describe, expect, test } from 'vitest';
import { composeAnswer, type Draft, requireSendable, type Values, variablesIn } from './answer.ts';
import { DomainError } from './errors.ts';
import { erasePerson } from './erasure.ts';
import { DONE, doing, euro, fullRefund, opened, pendingOf, pia } from './fixtures.ts';
import { giveApproval, requestApproval } from './approval-acts.ts';
import { sayToCustomer } from './staff-acts.ts';
import { lena, maya } from '#shared/fixtures/cast.ts';

const known: Values = {
  customer_name: 'Fern',
  case_number: 'A7K-3QX',
  order: '1042',
  amount: '€38.00',
  date: null,
  signatory_name: null,
  signatory_role: null,
  merchant: 'Garden shop',
  link: 'https://amends.test/c/1',
};
const omar = { id: 'omar', name: 'Omar Haddad', role: 'Owner' };
const compose = (draft: Draft, locale = 'en') => composeAnswer(draft, known, locale);
const refusal = (draft: Draft): unknown => {
  try {
    return requireSendable(compose(draft));
  } catch (error) {
    return error instanceof DomainError ? [error.code, error.errors?.map(({ path }) => path)] : error;
  }
};

test('the parts are read in the order people need them, however they were sent, and the name stands under them', () => {
  const { text } = compose({ parts: { next: 'E', now: 'D', why: 'C', understood: 'B', apology: 'A' }, text: 'Own words', signatory: omar });
  expect(text).toBe('A\n\nB\n\nC\n\nD\n\nE\n\nOwn words\n\nOmar Haddad\nOwner');
});

test.each([
  ['en', 'Sorry.\n\nOmar Haddad\nOwner'],
  ['de', 'Sorry.\n\nOmar Haddad\nOwner'],
  ['mn', 'Sorry.\n\nOwner\nOmar Haddad'],
  ['zh-Hans', 'Sorry.\n\nOwner\nOmar Haddad'],
])('in %s the signature is written as it is written there', (locale, text) => {
  expect(compose({ parts: { apology: 'Sorry.' }, signatory: omar }, locale).text).toBe(text);
});

describe('what stands in braces', () => {
  test('is filled in with what is known of the case and of who signs', () => {
    const { text, missing } = compose({
      parts: { apology: 'Dear {customer_name}, {amount} for order {order}. {signatory_name}, { signatory_role }, {merchant}' },
      signatory: omar,
    });
    expect(text).toContain('Dear Fern, €38.00 for order 1042. Omar Haddad, Owner, Garden shop');
    expect(missing).toEqual([]);
  });

  test('and unknown is named once, and the answer cannot be sent', () => {
    const draft: Draft = { parts: { apology: 'By {date}.', next: '{date} {voucher} {customer_name}' }, signatory: omar };
    expect(compose(draft).missing).toEqual(['date', 'voucher']);
    expect(refusal(draft)).toEqual(['template.variable_missing', ['date', 'voucher']]);
  });

  test('of a customer who calls herself that is not filled in again', () => {
    const { text } = composeAnswer(
      { parts: { apology: 'Dear {customer_name}' }, signatory: omar },
      { ...known, customer_name: '{amount}' },
      'en',
    );
    expect(text).toContain('Dear {amount}');
  });

  test.each([
    ['Dear {customer_name}', ['customer_name']],
    ['{ order } and {order}', ['order']],
    ['{} { } {{}} a}b{', []],
    ['{bo-gus}', ['bo-gus']],
  ])('of “%s” is %j', (text, names) => expect(variablesIn(text)).toEqual(names));
});

test('nobody’s answer cannot be sent', () => {
  expect(refusal({ parts: { apology: 'Sorry.' } })).toEqual(['template.signatory_missing', ['signatory']]);
});

const template = { id: 'late', name: 'Late parcel', language: 'en', parts: { apology: 'I am sorry.', why: 'The depot.' } };

test('parts somebody made of a template take its place', () => {
  expect(compose({ template, signatory: omar }).parts).toEqual(template.parts);
  expect(compose({ template, parts: { now: 'A new one.' }, signatory: omar }).parts).toEqual({ now: 'A new one.' });
});

const answer = () => requireSendable(compose({ parts: { apology: 'I am sorry, {customer_name}.' }, signatory: omar }));

test('a message keeps its parts and goes out in the name of who signs', () => {
  const { after } = sayToCustomer(opened(), answer(), doing(maya));
  expect(after.messages.at(-1)).toMatchObject({
    from: 'us',
    name: 'Omar Haddad',
    text: 'I am sorry, Fern.\n\nOmar Haddad\nOwner',
    parts: { apology: 'I am sorry, Fern.' },
    signatory: omar,
  });
});

test('an offer that waits for a second person keeps its answer until it goes out', () => {
  const waiting = requestApproval(
    DONE.take(opened(), doing(maya)).after,
    { ...fullRefund, amount: euro(8000), message: answer() },
    doing(pia),
  ).after;
  const { after } = giveApproval(waiting, pendingOf(waiting), undefined, doing(lena));
  expect(after.messages.at(-1)).toMatchObject({ name: 'Omar Haddad', parts: { apology: 'I am sorry, Fern.' }, signatory: omar });
});

test('nothing of an answer is left when its customer is erased, but for who signed', () => {
  const first = DONE.take(opened(), doing(maya));
  const second = sayToCustomer(first.after, answer(), doing(maya));
  const opening = {
    type: 'case_opened' as const,
    at: first.after.openedAt,
    by: { role: 'customer' as const, id: null, name: 'Fern' },
    opened: opened(),
  };
  const { after } = erasePerson([opening, ...first.events, ...second.events], doing(lena));
  expect(after.messages.at(-1)).toMatchObject({ text: '', parts: { apology: '' }, signatory: { name: 'Omar Haddad' } });
  expect(JSON.stringify(after)).not.toContain('Fern');
});

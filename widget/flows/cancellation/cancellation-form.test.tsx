// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { SiteConfig } from '#shared/contracts/site.ts';
import type { Opening, Result } from '../../guest.ts';
import { rest } from '../../outbox.ts';
import { aDesk, CONFIG } from '../../fixtures/desk.ts';
import { startAmends } from '../../fixtures/amends.ts';
import CancellationForm from './cancellation-form.tsx';

const OFFER = {
  id: 'off_1',
  remedy: 'discount',
  title: '20 % off',
  terms: 'For three months, then the usual price.',
  expiresAt: null,
  because: [],
};

let amends: Awaited<ReturnType<typeof startAmends>>;
afterEach(async () => {
  cleanup();
  rest();
  await amends.stop();
});

async function leave(opening: Opening, config: SiteConfig = CONFIG, broken = '') {
  amends = await startAmends((call) => {
    if (broken && call.includes(broken)) return { status: 500 };
    if (call.startsWith('POST'))
      return {
        status: 201,
        json: { cancellation: { id: 'can_1', token: 'vt_1', ruleSet: config.ruleSet, identified: false, outcome: null } },
      };
    if (call.endsWith('answer')) return { json: { offer: OFFER, receiptUrl: 'https://amends.example/r/declared' } };
    return { json: { cancellation: { id: 'can_1' }, receiptUrl: 'https://amends.example/r/1' } };
  });
  const desk = aDesk(amends.base, { subscription: 'sub_1', href: '/account/cancel', ...opening }, config);
  const results: Result[] = [];
  const closing: (() => string | undefined)[] = [];
  render(
    <CancellationForm desk={desk} config={config} settle={(result) => void results.push(result)} onClose={(then) => closing.push(then)} />,
  );
  return { results, desk, close: () => closing[0]!() };
}
const press = async (name: string) => {
  const button = await screen.findByRole<HTMLButtonElement>('button', { name });
  if (button.type === 'submit') fireEvent.submit(button.form!);
  else fireEvent.click(button);
};
const heading = (name: string) => screen.findByRole('heading', { name });
const outcomes = () => amends.arrived.filter(({ call }) => call.endsWith('outcome')).map(({ body }) => body.outcome);

test('cancelling is one click away on the first screen, and billing hears of it once', async () => {
  let cancelled = 0;
  const { results } = await leave({ handleCancel: async () => void cancelled++ });
  const button = await screen.findByRole('button', { name: 'Cancel now' });
  fireEvent.click(button);
  fireEvent.click(button);
  fireEvent.click(button);
  await heading('Cancelled');
  expect(cancelled).toBe(1);
  expect(results).toEqual([{ outcome: 'cancelled' }]);
  await expect.poll(outcomes).toEqual(['cancelled']);
});

test('"Cancelled" appears only when billing has confirmed', async () => {
  let confirm = () => {};
  await leave({ handleCancel: () => new Promise<void>((done) => (confirm = done)) });
  await press('Cancel now');
  await heading('Cancelling…');
  await new Promise((later) => setTimeout(later, 50));
  expect(screen.queryByRole('heading', { name: 'Cancelled' })).toBeNull();
  confirm();
  await heading('Cancelled');
});

test('when billing refuses, it says so, offers cancelling again, and Amends hears that it failed', async () => {
  let tries = 0;
  const { results } = await leave({
    handleCancel: async () => {
      if (++tries === 1) throw new Error('The card service is down.');
    },
  });
  await press('Cancel now');
  await heading('It is not cancelled yet');
  expect(results).toEqual([]);
  await expect.poll(outcomes).toEqual(['failed']);
  await press('Cancel now');
  await heading('Cancelled');
  await expect.poll(outcomes).toEqual(['failed', 'cancelled']);
});

test('an offer taken leaves everything as it is and is told to the merchant', async () => {
  const applied: string[] = [];
  const { results } = await leave({ handleCancel: () => applied.push('cancelled'), handleOffer: (offer) => applied.push(offer.id) });
  const reason = await screen.findByLabelText<HTMLInputElement>('It costs too much');
  reason.checked = true;
  await press('Continue');
  await heading('What did you compare it with?');
  await press('Continue');
  await heading('What would make you stay?');
  await press('Continue');
  await heading('Our offer');
  expect(screen.getByText('For three months, then the usual price.')).toBeTruthy();
  await press('Accept this offer');
  await heading('It stays, on new terms');
  expect(applied).toEqual(['off_1']);
  expect(results).toEqual([{ outcome: 'accepted_offer' }]);
  const answers = amends.arrived.filter(({ call }) => call.endsWith('answer')).map(({ body }) => [body.reason, body.showOffer]);
  expect(answers).toEqual([
    ['cancel.too_expensive', false],
    ['cancel.too_expensive', false],
    ['cancel.too_expensive', true],
  ]);
  await expect.poll(outcomes).toEqual(['accepted_offer']);
});

test('cancelling from the offer declines it', async () => {
  const { results } = await leave({ handleCancel: async () => {} });
  await press('Continue');
  await heading('What would make you stay?');
  await press('Continue');
  await heading('Our offer');
  await press('Cancel now');
  await heading('Cancelled');
  await expect.poll(() => amends.arrived.find(({ call }) => call.endsWith('off_1'))?.body.answer).toBe('declined');
  expect(results).toEqual([{ outcome: 'cancelled' }]);
});

test('an offer that cannot be written down is not called accepted', async () => {
  const { results } = await leave({}, CONFIG, '/offers/');
  await press('Continue');
  await heading('What would make you stay?');
  await press('Continue');
  await press('Accept this offer');
  await screen.findByText(/do not know yet whether the offer is in place/);
  expect(results).toEqual([]);
  expect(screen.getByRole('button', { name: 'Cancel now' })).toBeTruthy();
});

test('closing the window changes nothing, says so, and is remembered as undecided', async () => {
  const { results, close } = await leave({});
  await heading('Before you go');
  expect(close()).toBe('Nothing was changed.');
  expect(results).toEqual([{ outcome: 'undecided' }]);
  await expect.poll(outcomes).toEqual(['undecided']);
});

test('a withdrawal asks nothing but who and what', async () => {
  const { results } = await leave({ handleCancel: async () => {} }, { ...CONFIG, ruleSet: 'eu_withdrawal' });
  fireEvent.input(await screen.findByLabelText('Your name'), { target: { value: 'Ann' } });
  expect(screen.getByLabelText<HTMLInputElement>('Contract or order number').value).toBe('sub_1');
  await press('Confirm withdrawal');
  await heading('Withdrawn');
  expect(results).toEqual([{ outcome: 'cancelled' }]);
});

test('a withdrawal without the shop’s billing is declared to us, with name, contract and address, and closing takes nothing back', async () => {
  const { results, close } = await leave({}, { ...CONFIG, ruleSet: 'eu_withdrawal' });
  fireEvent.input(screen.getByLabelText('Your name'), { target: { value: 'Camille Laurent' } });
  fireEvent.input(screen.getByLabelText('E-mail'), { target: { value: 'camille@example.org' } });
  await press('Confirm withdrawal');
  await heading('Withdrawn');
  expect(screen.getByRole('link', { name: 'See your receipt' }).getAttribute('href')).toBe('https://amends.example/r/declared');
  expect(amends.arrived.filter(({ call }) => call.endsWith('answer')).map(({ body }) => body)).toEqual([
    { requested: true, subscription: 'sub_1', contact: { name: 'Camille Laurent', email: 'camille@example.org' }, showOffer: false },
  ]);
  expect(close()).toBeUndefined();
  expect(results[0]).toEqual({ outcome: 'cancelled' });
  expect(outcomes()).toEqual([]);
});

test('a withdrawal that does not reach us is not called received', async () => {
  await leave({}, { ...CONFIG, ruleSet: 'eu_withdrawal' }, 'answer');
  await press('Confirm withdrawal');
  await heading('It is not cancelled yet');
  expect(screen.getByRole('button', { name: 'Cancel now' })).toBeTruthy();
});

test('where the German button is the law, one link leads to its page, and the shop’s own way stays', async () => {
  await leave({ handleCancel: () => {} }, { ...CONFIG, ruleSet: 'de_button' });
  const link = screen.getByRole('link', { name: 'Cancel contracts here' });
  expect(link.getAttribute('href')).toBe(`${amends.base}s/pk_fern/kuendigen/form?subscription=sub_1`);
  expect(link.hasAttribute('target')).toBe(false);
  expect(screen.getByRole('link', { name: 'Cancel on our page' }).getAttribute('href')).toBe('/account/cancel');
});

test('an offer that follows the cancelling can be taken or left, and nothing asks to cancel again', async () => {
  let cancelled = 0;
  const { results } = await leave({ handleCancel: () => void cancelled++ }, { ...CONFIG, ruleSet: 'offers_after_cancel_with_consent' });
  await press('Cancel now');
  await heading('May we show you an offer?');
  // The second half of a double click counts for nothing.
  await new Promise((later) => setTimeout(later, 400));
  await press('Yes, show it');
  await heading('Our offer');
  expect(screen.queryByRole('button', { name: 'Cancel now' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Done' })).toBeTruthy();
  await press('Accept this offer');
  await heading('It stays, on new terms');
  expect(cancelled).toBe(1);
  expect(results[0]).toEqual({ outcome: 'cancelled' });
  await expect.poll(outcomes).toEqual(['cancelled', 'accepted_offer']);
});

test('how to keep in touch is asked, and kept when answered', async () => {
  await leave({ handleCancel: async () => {} });
  await press('Cancel now');
  await heading('Cancelled');
  screen.getByLabelText<HTMLInputElement>('By e-mail').checked = true;
  screen.getByLabelText<HTMLInputElement>('Once a year').checked = true;
  await press('Done');
  await expect
    .poll(() => amends.arrived.at(-1)?.body)
    .toEqual({ outcome: 'cancelled', keepInTouch: { how: 'email', how_often: 'yearly' } });
});

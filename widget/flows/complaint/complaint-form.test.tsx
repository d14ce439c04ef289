// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { aDesk } from '../../fixtures/desk.ts';
import { RECEIPT, startAmends } from '../../fixtures/amends.ts';
import { rest } from '../../outbox.ts';
import { ComplaintForm } from './complaint-form.tsx';

let amends: Awaited<ReturnType<typeof startAmends>>;
afterEach(async () => {
  cleanup();
  rest();
  await amends.stop();
});

async function open(answer: Parameters<typeof startAmends>[0], begun = {}) {
  amends = await startAmends(answer);
  const desk = aDesk(amends.base, { touchpoint: 'checkout', order: '1042', identityToken: 'signed' });
  render(<ComplaintForm desk={desk} begun={begun} />);
  return desk;
}
const write = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const tick = (label: string) => {
  const box = screen.getByLabelText<HTMLInputElement>(label);
  box.checked = true;
  fireEvent.input(box);
};
const send = () => fireEvent.submit(screen.getByRole('button', { name: 'Send' }).closest('form')!);

test('a complaint arrives with what happened, what it cost and what would make it right', async () => {
  const desk = await open(() => ({ status: 201, json: RECEIPT }));
  write('What happened?', 'The lid came off and the tea went over my papers.');
  tick('Some of my money back');
  write('Some of my money back: Amount in EUR', '12,50');
  tick('An apology');
  write('In your own words', 'Please tell the factory.');
  write('Time, in minutes', '40');
  tick('Let down');
  write('E-mail', 'ann@example.com');
  send();
  const heading = await screen.findByRole('heading', { name: 'We have it' });
  expect(document.activeElement).toBe(heading);
  expect(screen.getByText('A7K-3QX')).toBeTruthy();
  expect(screen.getByText('You hear from us by 2026-03-09.')).toBeTruthy();
  expect(amends.arrived).toHaveLength(1);
  expect(amends.arrived[0]!.body).toMatchObject({
    siteKey: 'pk_fern',
    kind: 'complaint',
    story: 'The lid came off and the tea went over my papers.',
    area: { touchpoint: 'checkout', order: '1042' },
    cost: { minutes: 40, feelings: ['let_down'] },
    asked: [
      { remedy: 'refund.partial', amount: { amount: 1250, currency: 'EUR' } },
      { remedy: 'apology' },
      { remedy: 'other', note: 'Please tell the factory.' },
    ],
    contact: { email: 'ann@example.com' },
    identityToken: 'signed',
    locale: 'en',
  });
  expect(desk.told).toEqual([['submitted', { kind: 'complaint', number: 'A7K-3QX' }]]);
});

test('a price difference in the story can be asked for with one click', async () => {
  await open(() => ({ status: 201, json: RECEIPT }));
  write('What happened?', 'On sale for 2.50, but I was charged 4.79.');
  fireEvent.click(await screen.findByRole('button', { name: 'Ask for €2.29 back' }));
  const amount = await screen.findByLabelText<HTMLInputElement>('Some of my money back: Amount in EUR');
  expect(amount.value).toBe('2.29');
  expect(screen.getByLabelText<HTMLInputElement>('Some of my money back').checked).toBe(true);
});

test('nothing is sent without a story, and the form says which field is meant', async () => {
  await open(() => ({ status: 201, json: RECEIPT }));
  send();
  await expect.poll(() => screen.getByRole('alert').textContent).toContain('What happened?');
  expect(screen.getByLabelText('What happened?').getAttribute('aria-invalid')).toBe('true');
  expect(amends.arrived).toHaveLength(0);
});

test('a refused complaint comes back with every word and the field marked', async () => {
  const problem = { detail: 'One field is not right.', errors: [{ path: 'contact.email', message: 'There is no such address.' }] };
  await open(() => ({ status: 422, json: problem }));
  write('What happened?', 'The lid came off.');
  write('E-mail', 'ann@example.con');
  send();
  await expect.poll(() => screen.getByRole('alert').textContent).toContain('E-mail: There is no such address.');
  expect(screen.getByLabelText<HTMLTextAreaElement>('What happened?').value).toBe('The lid came off.');
  expect(screen.getByLabelText('E-mail').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole('button', { name: 'Copy my words' })).toBeTruthy();
});

test('when nobody answers, the customer reads the truth and keeps their words', async () => {
  const desk = await open(() => ({ status: 503 }));
  write('What happened?', 'The lid came off.');
  send();
  // This browser keeps nothing, so it does not claim to.
  await screen.findByRole('heading', { name: 'This could not be sent' });
  expect(screen.getByText('The lid came off.')).toBeTruthy();
  expect(screen.getByText(/You can also call \+44 20 7946 0123/)).toBeTruthy();
  expect(desk.told).toEqual([['queued', { kind: 'complaint' }]]);
});

test('trying again sends the same complaint once, under the same key', async () => {
  let isUp = false;
  await open(() => (isUp ? { status: 201, json: RECEIPT } : { status: 503 }));
  write('What happened?', 'The lid came off.');
  send();
  const again = await screen.findByRole('button', { name: 'Try again' });
  isUp = true;
  fireEvent.click(again);
  await screen.findByText('A7K-3QX');
  const [first, second] = amends.arrived.map(({ body }) => body);
  expect(amends.arrived).toHaveLength(2);
  expect(second).toEqual(first);
});

test('what was written last time is there again, and can be forgotten', async () => {
  await open(() => ({ status: 201, json: RECEIPT }), { story: 'I had begun to write', asked: ['apology'] });
  const story = screen.getByLabelText<HTMLTextAreaElement>('What happened?');
  expect(story.value).toBe('I had begun to write');
  expect(screen.getByLabelText<HTMLInputElement>('An apology').checked).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Forget it' }));
  await expect.poll(() => story.value).toBe('');
  expect(screen.getByLabelText<HTMLInputElement>('An apology').checked).toBe(false);
});

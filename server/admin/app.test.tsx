// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { App } from './app.tsx';
import { createDesk, type Desk } from './desk.ts';
import { createOtherEnd, jonas, NOON, pie } from './fixtures.ts';

const desks: Desk[] = [];
afterEach(() => {
  cleanup();
  for (const desk of desks.splice(0)) desk.live.stop();
});

function openPage(path: string, otherEnd = createOtherEnd()) {
  history.replaceState(null, '', path);
  const desk = createDesk(otherEnd.send, { now: () => NOON, everyMs: 30 });
  desks.push(desk);
  render(<App desk={desk} />);
  return otherEnd;
}
const write = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const textIn = (label: string) => screen.getByLabelText<HTMLTextAreaElement>(label).value;

test('whoever is not signed in is asked to, and then sees the inbox', async () => {
  openPage('/admin', createOtherEnd([pie()], { signedIn: null }));
  await screen.findByRole('heading', { name: 'Sign in' });

  write('E-mail', 'maya@garden.test');
  write('Password', 'wrong');
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await screen.findByText('This e-mail and password do not go together.');
  write('Password', 'correct horse battery');
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));

  expect((await screen.findByRole('link', { name: /Fern/ })).getAttribute('href')).toBe('/admin/cases/A7K-3QX');
});

test('a row tells who, why, what they asked for and until when', async () => {
  openPage('/admin');
  const row = await screen.findByRole('link', { name: /Fern/ });
  for (const words of ['The quality is poor', 'All my money back $4.79', 'Due in 3 hours', 'Our turn', 'Nobody yet']) {
    expect(row.textContent).toContain(words);
  }
});

test('“Offer this” fills in the offer, and sending it tells the server remedy and amount', async () => {
  const otherEnd = openPage('/admin/cases/A7K-3QX');
  fireEvent.click(await screen.findByRole('button', { name: 'Offer this: All my money back' }));
  expect(screen.getByLabelText<HTMLInputElement>('Amount').value).toBe('4.79');

  fireEvent.click(screen.getByRole('button', { name: 'Send offer' }));

  await waitFor(() =>
    expect(otherEnd.sent.at(-1)).toMatchObject({
      method: 'POST',
      path: '/staff/cases/case_pie/offers',
      body: { remedy: 'refund.full', amount: { amount: 479, currency: 'USD' }, version: 3 },
    }),
  );
});

test('when a colleague is faster, the page shows their answer and keeps mine in the composer', async () => {
  const otherEnd = openPage('/admin/cases/A7K-3QX');
  await screen.findByLabelText('Your answer');
  write('Your answer', 'My careful answer');
  otherEnd.write('case_pie', jonas, 'Jonas answered first');

  fireEvent.click(screen.getByRole('button', { name: 'Send answer' }));

  await screen.findByText(/Jonas changed this case/);
  expect(screen.getByText('Jonas answered first')).toBeTruthy();
  expect(textIn('Your answer')).toBe('My careful answer');
});

test('a change from another desk appears by itself and leaves what is being typed alone', async () => {
  const otherEnd = openPage('/admin/cases/A7K-3QX');
  await screen.findByLabelText('Your answer');
  write('Your answer', 'Half a sent');
  otherEnd.write('case_pie', jonas, 'I rang her');

  await screen.findByText('I rang her');

  expect(textIn('Your answer')).toBe('Half a sent');
});

test('what is typed on one case is still there after looking at another', async () => {
  openPage('/admin/cases/A7K-3QX', createOtherEnd([pie(), pie({ id: 'case_two', number: 'B2B-222', story: 'Another story' })]));
  await screen.findByLabelText('Your answer');
  write('Your answer', 'Not finished');

  fireEvent.click(screen.getByRole('link', { name: 'Inbox', current: 'page' }));
  fireEvent.click((await screen.findAllByRole('link', { name: /Fern/ }))[1]!);
  await screen.findByText('Another story');
  expect(textIn('Your answer')).toBe('');
  history.back();
  fireEvent.popState(window);
  fireEvent.click((await screen.findAllByRole('link', { name: /Fern/ }))[0]!);

  await waitFor(() => expect(textIn('Your answer')).toBe('Not finished'));
});

test('a session that ends asks to sign in again and loses nothing', async () => {
  const otherEnd = openPage('/admin/cases/A7K-3QX');
  await screen.findByLabelText('Your answer');
  write('Your answer', 'Written before lunch');
  otherEnd.signOut();

  await screen.findByRole('heading', { name: 'Sign in' });
  write('E-mail', 'maya@garden.test');
  write('Password', 'correct horse battery');
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));

  await screen.findByLabelText('Your answer');
  expect(textIn('Your answer')).toBe('Written before lunch');
});

test('whoever may only look is shown no button that acts', async () => {
  openPage('/admin/cases/A7K-3QX', createOtherEnd([pie({ can: [] })], { signedIn: { ...jonas, role: 'viewer' } }));
  await screen.findByText(/The pie was on sale/);
  expect(screen.getByText('May look, not act')).toBeTruthy();
  const buttons = within(screen.getByRole('main')).queryAllByRole('button');
  expect(buttons).toEqual([]);
  expect(screen.queryByRole('tablist')).toBeNull();
});

test('spam is asked about once more, in words, before the case closes', async () => {
  const otherEnd = openPage('/admin/cases/A7K-3QX');
  fireEvent.click(await screen.findByRole('button', { name: 'Spam' }));
  await screen.findByText(/nobody is answered/);
  expect(otherEnd.sent).toEqual([]);

  fireEvent.click(screen.getByRole('button', { name: 'It is spam' }));

  await waitFor(() => expect(otherEnd.sent).toMatchObject([{ method: 'PUT', path: '/staff/cases/case_pie/spam', body: { version: 3 } }]));
});

test('J walks down the inbox', async () => {
  openPage('/admin', createOtherEnd([pie(), pie({ id: 'case_two', number: 'B2B-222' })]));
  await screen.findAllByRole('link', { name: /Fern/ });

  fireEvent.keyDown(document.body, { key: 'j' });
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'j' });

  expect(document.activeElement?.getAttribute('href')).toBe('/admin/cases/B2B-222');
});

import './fixtures/window.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { leavePages, showPage } from './fixtures/screen.tsx';
import { openStaffRoom, PASSWORD, type StaffRoom } from './fixtures/staff-room.ts';

let room: StaffRoom;
let number: string;
beforeAll(async () => {
  room = await openStaffRoom();
});
beforeEach(async () => {
  number = await room.complain();
});
afterEach(leavePages);
afterAll(() => room.close());

function openPage(path: string, browser = room.maya()) {
  showPage(path, browser.send, { now: room.shop.now, everyMs: 30 });
  return browser;
}
const write = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const textIn = (label: string) => screen.getByLabelText<HTMLTextAreaElement>(label).value;
const rowOf = async (which: string) =>
  (await waitFor(() => {
    const row = document.querySelector<HTMLElement>(`a[href="/admin/cases/${which}"]`);
    if (!row) throw new Error(`No row for ${which}`);
    return row;
  })) as HTMLElement;

async function signIn(password = PASSWORD) {
  write('E-mail', 'maya@garden.example');
  write('Password', password);
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('whoever is not signed in is asked to, and then sees the inbox', async () => {
  openPage('/admin', room.stranger());
  await screen.findByRole('heading', { name: 'Sign in' });

  await signIn('wrong');
  await screen.findByText('This e-mail and password do not go together.');
  await signIn();

  expect((await rowOf(number)).textContent).toContain('Fern');
});

test('a row tells who, why, what they asked for and until when', async () => {
  openPage('/admin');
  const row = await rowOf(number);
  for (const words of ['Fern', 'It never arrived', 'All my money back €54.90', 'Due in', 'Our turn', 'Nobody yet']) {
    expect(row.textContent).toContain(words);
  }
});

test('“Offer this” fills in the offer, and sending it puts it to the customer', async () => {
  openPage(`/admin/cases/${number}`);
  fireEvent.click(await screen.findByRole('button', { name: 'Offer this: All my money back' }));
  expect(screen.getByLabelText<HTMLInputElement>('Amount').value).toBe('54.90');

  fireEvent.click(screen.getByRole('button', { name: 'Send offer' }));

  const ladder = screen.getByRole('region', { name: 'Asked, offered, agreed' });
  await within(ladder).findByText(/Waiting for the customer/);
  expect(ladder.textContent).toContain('€54.90');
});

test('when a colleague is faster, the page shows their answer and keeps mine in the composer', async () => {
  openPage(`/admin/cases/${number}`);
  await screen.findByLabelText('Your answer');
  write('Your answer', 'My careful answer');
  await room.jonasSays(number, 'Jonas answered first');

  fireEvent.click(screen.getByRole('button', { name: 'Send answer' }));

  await screen.findByText(/Jonas changed this case/);
  expect(screen.getByText('Jonas answered first')).toBeTruthy();
  expect(textIn('Your answer')).toBe('My careful answer');
});

test('a change from another desk appears by itself and leaves what is being typed alone', async () => {
  openPage(`/admin/cases/${number}`);
  await screen.findByLabelText('Your answer');
  write('Your answer', 'Half a sent');
  await room.jonasSays(number, 'I rang her');

  await screen.findByText('I rang her');

  expect(textIn('Your answer')).toBe('Half a sent');
});

test('a new complaint appears in the inbox by itself', async () => {
  openPage('/admin');
  await rowOf(number);
  const another = await room.complain({ story: 'The lid is missing.' });
  expect((await rowOf(another)).textContent).toContain('The lid is missing.');
});

test('what is typed on one case is still there after looking at another', async () => {
  const another = await room.complain({ story: 'Another story' });
  openPage(`/admin/cases/${number}`);
  await screen.findByLabelText('Your answer');
  write('Your answer', 'Not finished');

  const toInbox = () => fireEvent.click(screen.getByRole('link', { name: 'Inbox', current: 'page' }));
  toInbox();
  fireEvent.click(await rowOf(another));
  await screen.findByText('Another story');
  expect(textIn('Your answer')).toBe('');
  toInbox();
  fireEvent.click(await rowOf(number));

  await waitFor(() => expect(textIn('Your answer')).toBe('Not finished'));
});

test('a session that ends asks to sign in again and loses nothing', async () => {
  const browser = openPage(`/admin/cases/${number}`);
  await screen.findByLabelText('Your answer');
  write('Your answer', 'Written before lunch');
  browser.forgetCookies();

  await screen.findByRole('heading', { name: 'Sign in' });
  await signIn();

  await screen.findByLabelText('Your answer');
  expect(textIn('Your answer')).toBe('Written before lunch');
});

test('whoever may only look is shown no button that acts', async () => {
  openPage(`/admin/cases/${number}`, room.viktor());
  await screen.findByText(/My kettle never arrived/);
  expect(screen.getByText('May look, not act')).toBeTruthy();
  const buttons = within(screen.getByRole('main')).queryAllByRole('button');
  expect(buttons.filter(({ textContent }) => textContent !== 'Search')).toEqual([]); // articles may be searched
  expect(screen.queryByRole('tablist')).toBeNull();
});

test('spam is asked about once more, in words, before the case closes', async () => {
  const browser = openPage(`/admin/cases/${number}`);
  fireEvent.click(await screen.findByRole('button', { name: 'Spam' }));
  await screen.findByText(/nobody is answered/);
  expect(browser.sent).toEqual([]);

  fireEvent.click(screen.getByRole('button', { name: 'It is spam' }));

  await screen.findByText('Closed: Spam');
});

test('an offer above an agent’s limit waits for a lead, whose yes sends it to the customer', async () => {
  const { client } = room.jonas();
  const { id, version } = await client.findCase(number);
  const amount = { amount: 5490, currency: 'EUR' };
  await client.act('offer', id, { remedy: 'refund.full', amount, requestApproval: true, approvalNote: 'She waited nine days.', version });
  openPage(`/admin/cases/${number}`);

  fireEvent.click(await screen.findByRole('button', { name: 'Approve or refuse' }));
  expect((await screen.findByText(/Jonas wants to offer/)).textContent).toContain('She waited nine days.');
  fireEvent.change(screen.getByLabelText('Your answer', { selector: 'select' }), { target: { value: 'yes' } });
  fireEvent.click(screen.getByRole('button', { name: 'Send your answer' }));

  await within(screen.getByRole('region', { name: 'Asked, offered, agreed' })).findByText(/Waiting for the customer/);
});

test('J walks down the inbox', async () => {
  openPage('/admin');
  await rowOf(number);
  const inOrder = [...document.querySelectorAll('[data-case]')].map((row) => row.getAttribute('href'));

  fireEvent.keyDown(document.body, { key: 'j' });
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'j' });

  expect(document.activeElement?.getAttribute('href')).toBe(inOrder[1]);
});

test('an invited person chooses a name and a password and is in', async () => {
  const { invite } = await import('#server/api/staff/invite.ts');
  const { token } = await invite(room.shop.deps, {
    merchantId: (await room.maya().client.me()).merchant.id,
    email: 'noor@garden.example',
    role: 'agent',
    invitedBy: null,
  });
  openPage(`/admin/join?token=${token}`, room.stranger());
  write('Your name, as customers read it', 'Noor');
  write('Password', 'four ordinary words here');

  fireEvent.click(screen.getByRole('button', { name: 'Join' }));

  expect((await rowOf(number)).textContent).toContain('Fern');
  expect(screen.getByText('Noor')).toBeTruthy();
});

test('filters stand in the address, as chips that take them away, and are kept under a name', async () => {
  await room.complain({ story: 'Only an idea.', kind: 'feedback', reason: undefined, asked: [] });
  openPage('/admin?view=open');
  await rowOf(number);
  fireEvent.click(screen.getByRole('button', { name: 'Filter' }));
  fireEvent.change(screen.getByLabelText('Kind'), { target: { value: 'feedback' } });
  await screen.findByText('Only an idea.');
  await waitFor(() => expect(document.querySelector(`a[href="/admin/cases/${number}"]`)).toBeNull());
  expect(location.search).toContain('kind=feedback');

  fireEvent.click(screen.getByRole('button', { name: 'Keep as a view' }));
  write('Name of the view', 'Ideas');
  fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
  await within(screen.getByRole('navigation', { name: 'Views' })).findByRole('link', { name: 'Ideas', current: 'page' });

  fireEvent.click(screen.getByRole('link', { name: /Kind: Feedback/ }));
  await rowOf(number);
});

test('chosen cases are tagged together, and X chooses the row the keyboard is on', async () => {
  openPage('/admin');
  await rowOf(number);
  fireEvent.keyDown(document.body, { key: 'j' });
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'x' });
  const bar = await screen.findByRole('region', { name: 'Chosen cases' });
  fireEvent.input(within(bar).getByLabelText('Tags, with commas between them'), { target: { value: 'vip' } });
  fireEvent.click(within(bar).getByRole('button', { name: 'Tag' }));
  await screen.findByText('1 case is tagged vip.');
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Taken back.')).toBeTruthy();
});

test('M gives the row the keyboard is on to whoever presses it and goes on to the next, and Z takes that back', async () => {
  await room.complain();
  openPage('/admin');
  const row = await rowOf(number);
  fireEvent.focus(row);
  row.focus();
  fireEvent.keyDown(row, { key: 'm' });
  await screen.findByText('1 case is now with Maya.');
  expect(document.activeElement).not.toBe(row);
  expect(document.activeElement?.getAttribute('data-case')).toBeTruthy();
  await waitFor(() => expect(row.textContent).toContain('Maya'));
  fireEvent.keyDown(document.body, { key: 'z' });
  await screen.findByText('Taken back.');
  await waitFor(() => expect(row.textContent).toContain('Nobody yet'));
});

test('whoever may only look chooses nothing', async () => {
  openPage('/admin', room.viktor());
  const row = await rowOf(number);
  expect(within(row.parentElement!).queryByRole('checkbox')).toBeNull();
});

test('Ctrl K finds an act of the case one is on, and nothing that is not allowed', async () => {
  openPage(`/admin/cases/${number}`);
  await screen.findByLabelText('Your answer');
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  const words = await screen.findByRole('combobox', { name: 'What are you looking for?' });
  fireEvent.input(words, { target: { value: 'spam' } });
  const found = within(screen.getByRole('listbox', { name: 'Found' }));
  await waitFor(() => expect(found.getAllByRole('option').map((option) => option.textContent)).toEqual(['Spam']));
  fireEvent.keyDown(words, { key: 'Enter' });
  expect(await screen.findByText(/nobody is answered/)).toBeTruthy();
});

test('colleagues see who is on a case', async () => {
  const jonas = room.jonas().client;
  const { id } = await jonas.findCase(number);
  const desk = showPage('/admin', room.maya().send, { now: room.shop.now, everyMs: 30 });
  const row = await rowOf(number);
  desk.live.present.value = [{ caseId: id, staffId: (await jonas.me()).id, state: 'writing' }];
  await waitFor(() => expect(row.textContent).toContain('Jonas is writing'));
});

import '../fixtures/window.ts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { codeOf } from '#server/api/staff/fixtures/authenticator.ts';
import { hashOf } from '#server/secrets.ts';
import { listOutbox } from '#server/store/outbox.ts';
import { createTestApp, PUBLIC_URL } from '#server/api/test-app.ts';
import { leavePages, showPage } from '../fixtures/screen.tsx';
import { openStaffRoom, PASSWORD, type StaffRoom } from '../fixtures/staff-room.ts';

let room: StaffRoom;
beforeAll(async () => {
  room = await openStaffRoom();
});
afterEach(leavePages);
afterAll(() => room.close());

type Browser = Pick<ReturnType<StaffRoom['maya']>, 'send'>;
function openPage<Own extends Browser>(path: string, browser: Own): Own {
  showPage(path, browser.send, { now: room.shop.now, everyMs: 1000 });
  return browser;
}
const write = (label: string | RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = async (name: string | RegExp) => void fireEvent.click(await screen.findByRole('button', { name }));
/** Somebody new of the garden shop's staff, and their browser. */
async function hire(name: string, role: 'owner' | 'lead' | 'agent' = 'agent') {
  const { headers } = await room.shop.signIn(name, role);
  return room.browserOf({ headers: { cookie: headers.cookie } });
}

test('the second factor is set up on the account page, and from then on asked for at the door', async () => {
  openPage('/admin/account', await hire('Omar'));
  await press('Set up the second factor');
  write('Your password', 'not the password');
  await press('Go on');
  expect((await screen.findAllByText('This is not your password.')).length).toBeGreaterThan(0);
  expect(screen.getByLabelText<HTMLInputElement>('Your password').value).toBe('not the password');
  write('Your password', PASSWORD);
  await press('Go on');

  await screen.findByRole('img', { name: /QR code/ });
  const secret = (screen.getByText(/type this secret/).querySelector('code')?.textContent ?? '').replaceAll(' ', '');
  write('Code', codeOf(secret));
  await press('Switch it on');
  const sheet = await screen.findByRole('group', { name: 'Recovery codes' });
  const [recovery = ''] = within(sheet)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent ?? '');
  await press('I have kept them');
  await screen.findByText(/^On: besides your password/);
  cleanup();

  openPage('/admin', room.stranger());
  await screen.findByRole('heading', { name: 'Sign in' });
  write('E-mail', 'omar@garden.example');
  write('Password', PASSWORD);
  await press('Sign in');
  await screen.findByRole('heading', { name: 'One more step' });
  write('Code', '000000');
  await press('Go on');
  await screen.findByText(/This code is not right/);
  await press('Use a recovery code instead');
  write('Recovery code', recovery);
  await press('Go on');
  expect((await screen.findAllByText('Omar')).length).toBeGreaterThan(0);
});

test('what somebody likes is kept for their other computers', async () => {
  const { client } = openPage('/admin/account', await hire('Noor'));
  await screen.findByRole('heading', { name: 'Your account' });
  const letters = () =>
    within(screen.getByRole('region', { name: 'How you like to work' })).getByLabelText('Single letters work as commands');
  choose('After you have acted on a case', 'next');
  await waitFor(async () => expect((await client.me()).preferences?.afterAct).toBe('next'));
  fireEvent.click(letters());
  await waitFor(async () => expect((await client.me()).preferences?.keys).toBe(false));
  fireEvent.click(letters());
  await waitFor(async () => expect((await client.me()).preferences?.keys).toBe(true));
});

test('somebody signs out of a computer they forgot', async () => {
  const desk = await hire('Ida');
  const forgotten = room.stranger();
  await forgotten.client.signIn({ email: 'ida@garden.example', password: PASSWORD });
  openPage('/admin/account', desk);
  const [button] = await screen.findAllByRole('button', { name: /^Sign out An unknown device/ });
  fireEvent.click(button!);
  await screen.findByText('Signed out there.');
  await expect(forgotten.client.me()).rejects.toMatchObject({ problem: { status: 401 } });
});

test('a new password needs the old one, and keeps what was typed when it is wrong', async () => {
  openPage('/admin/account', await hire('Lou'));
  await screen.findByRole('heading', { name: 'Your account' });
  write('Password you have now', 'not the password');
  write('New password', 'four ordinary words here');
  await press('Change the password');
  expect((await screen.findAllByText('This is not your password.')).length).toBeGreaterThan(0);
  expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('four ordinary words here');
  write('Password you have now', PASSWORD);
  await press('Change the password');
  await screen.findByText('Your password is changed.');
  expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('');
});

test('an owner invites, changes a role and hands over the cases of somebody who leaves', async () => {
  const gone = await room.shop.signIn('Gita', 'agent');
  const number = await room.complain();
  const { client } = openPage('/admin/settings/team', await hire('Olga', 'owner'));
  const view = await client.findCase(number);
  await client.act('assign', view.id, { assignee: gone.id, version: view.version });

  await screen.findByText('Invite a colleague');
  write('E-mail', 'new@garden.example');
  choose('Role', 'viewer');
  await press('Invite');
  expect((await screen.findByLabelText('Link of the invitation')).textContent).toMatch(/\/admin\/join\?token=in_/);
  await screen.findByRole('button', { name: 'Withdraw the invitation of new@garden.example' });

  choose('Role of Jonas', 'lead');
  await screen.findByText('Jonas is now: Lead.');
  choose('Role of Olga', 'viewer');
  await screen.findByText('This is the only owner. Make somebody else an owner first.');
  expect(screen.getByLabelText<HTMLSelectElement>('Role of Olga').value).toBe('owner');

  await press('Remove Gita');
  const dialog = await screen.findByRole('dialog');
  const maya = (await client.listTeam()).items.find(({ name }) => name === 'Maya');
  fireEvent.change(within(dialog).getByLabelText('Who takes over their 1 open case?'), { target: { value: maya?.id } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
  await screen.findByText('Gita is no longer on the team. 1 case changed hands.');
  expect((await client.findCase(number)).assignee).toMatchObject({ id: maya?.id });
});

test('an agent sees the team and can change nothing of it', async () => {
  openPage('/admin/settings/team', await hire('Ada'));
  await screen.findByText(/^ada@garden.example/);
  expect(screen.queryByText('Invite a colleague')).toBeNull();
  expect(screen.queryAllByRole('button', { name: /^Remove/ })).toEqual([]);
});

test('a link by mail lets somebody in when they press the button; without a mail server the page says so', async () => {
  await hire('Lin');
  const phone = openPage('/admin', room.stranger());
  await screen.findByRole('heading', { name: 'Sign in' });
  write('E-mail', 'lin@garden.example');
  await press('Send me a link by mail');
  await screen.findByText(/No mail server is set/);

  room.shop.deps.mail = { from: 'hello@garden.example', replyTo: null };
  await press('Send me a link by mail');
  await screen.findByText(/If lin@garden.example belongs to somebody here/);
  room.shop.deps.mail = null;
  const [item] = await listOutbox(room.shop.db, 'mer_garden', { channel: 'mail' });
  const { sealedUrl } = (JSON.parse(item!.data) as { values: { sealedUrl: string } }).values;
  cleanup();

  openPage(room.shop.deps.secrets.unseal(sealedUrl).slice(PUBLIC_URL.length), phone);
  await press('Sign in');
  expect((await screen.findAllByText('Lin')).length).toBeGreaterThan(0);
});

test('the first person sets the shop up and is in', async () => {
  const shop = await createTestApp();
  shop.deps.setupHash = hashOf('su_printed');
  let cookie = '';
  const send = async (path: string, { method = 'GET', body, headers }: RequestInit) => {
    const answer = await shop.request(path, {
      method,
      body,
      headers: { ...(headers as Record<string, string>), origin: PUBLIC_URL, cookie },
    });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return answer;
  };
  openPage('/admin/setup?token=su_printed', { send });
  write('Name of the shop', 'Fern & Kettle');
  write(/^Address of the shop/, 'https://kettle.example/path');
  write('Your name, as customers read it', 'Anna');
  write('E-mail', 'anna@kettle.example');
  write('Password', PASSWORD);
  await press('Begin');
  await screen.findByText('Write https://shop.example, without a path.');
  write(/^Address of the shop/, 'https://kettle.example');
  await press('Begin');
  expect((await screen.findAllByText('Fern & Kettle')).length).toBeGreaterThan(0);
  expect(location.pathname).toBe('/admin/sites');
  leavePages();
  await shop.close();
});

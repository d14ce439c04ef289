import '../fixtures/window.ts';
import { screen, waitFor, within } from '@testing-library/preact';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AuthorityPage } from './authority-page.tsx';
import { openSettingsRoom, press, publish, write } from './fixtures/settings-room.tsx';

let room: Awaited<ReturnType<typeof openSettingsRoom>>;
beforeAll(async () => {
  room = await openSettingsRoom();
});
beforeEach(() => room.begin());
afterAll(() => room.close());

const HOURS = 'Hours for an approval';
const hours = () => screen.getByLabelText<HTMLInputElement>(HOURS).value;
const isKept = () => screen.findByText('Your draft is kept. It is not in force yet.');
const olga = (document: object, version: number) =>
  room.shop.put('/staff/settings/authority', document, { ...room.owner.headers, 'if-match': `"${version}"` });

describe('a page of the settings', () => {
  test('keeps a draft on the server, so that it is there on another computer, and nothing is in force yet', async () => {
    await room.open(AuthorityPage);
    await write(HOURS, '12');
    await isKept();
    room.leave();

    await room.open(AuthorityPage, room.maya());

    await isKept();
    expect(hours()).toBe('12');
    expect((await room.published('authority')).version).toBe(0);
  });

  test('says that the draft is kept when it is left', async () => {
    const desk = await room.open(AuthorityPage);
    await write(HOURS, '12');
    room.leave();
    await waitFor(() => expect(desk.said.value).toBe('Your draft of “Limits” is kept. Nothing was published.'));
    await room.open(AuthorityPage);
    await isKept();
  });

  test('publishes with a note, which the history shows with what was changed', async () => {
    await room.open(AuthorityPage);
    await write(HOURS, '12');
    await publish('Shorter for the season');
    await write(HOURS, '6');
    await publish();

    screen.getByText('History').closest('details')!.open = true;
    screen.getByText('History').closest('details')!.dispatchEvent(new Event('toggle'));

    expect((await screen.findByText('Shorter for the season')).textContent).toBe('Shorter for the season');
    const [newest] = screen.getAllByText('What it changed');
    expect(newest!.parentElement!.textContent).toContain('Hours for an approval');
    expect((await room.published('authority')).document).toMatchObject({ approvalHours: 6 });
  });

  test('goes back by publishing the old version as a new one', async () => {
    await room.open(AuthorityPage);
    await write(HOURS, '12');
    await publish();
    await write(HOURS, '6');
    await publish();
    const history = screen.getByText('History').closest('details')!;
    history.open = true;
    history.dispatchEvent(new Event('toggle'));

    await press('Go back to version 1');
    await press('Yes, go back', await screen.findByRole('dialog', { name: 'Go back to version 1?' }));

    await screen.findByText('Version 3 is in force.');
    expect(hours()).toBe('12');
    expect(await room.published('authority')).toMatchObject({ version: 3, document: { approvalHours: 12 } });
  });

  test('shows what somebody published meanwhile, keeps the draft, and puts it on top when asked', async () => {
    await room.open(AuthorityPage);
    await write(HOURS, '12');
    await isKept();
    await olga({ maxCounterRounds: 7 }, 0);

    await press('Publish…');
    await press('Publish', await screen.findByRole('dialog', { name: /^Publish “/ }));

    const news = (await screen.findByText(/while you were editing/)).closest<HTMLElement>('.notice')!;
    expect(news.textContent).toContain('Changed by Olga');
    expect(within(news).getByText('Rounds of counter-offers')).toBeTruthy();
    expect(hours()).toBe('12');
    expect((await room.published('authority')).document).toMatchObject({ approvalHours: 24, maxCounterRounds: 7 });

    await press('Put my changes on top of the newer version');
    await publish();
    expect((await room.published('authority')).document).toMatchObject({ approvalHours: 12, maxCounterRounds: 7 });
  });

  test('checks without storing anything, and names the mistake at its field', async () => {
    await room.open(AuthorityPage);
    await write(HOURS, '9000');
    await press('Check');

    await screen.findByText('One thing has to be put right first:');
    expect(screen.getByLabelText(HOURS).getAttribute('aria-invalid')).toBe('true');
    expect((await room.published('authority')).version).toBe(0);

    await write(HOURS, '48');
    await waitFor(() => expect(screen.queryByText('One thing has to be put right first:')).toBeNull());
    await press('Check');
    await screen.findByText('Checked: this can be published.');
    expect((await room.published('authority')).version).toBe(0);
  });

  test('throws a draft away only after asking', async () => {
    await room.open(AuthorityPage);
    await write(HOURS, '12');
    await press('Discard draft');
    await press('Throw it away', await screen.findByRole('dialog', { name: 'Throw this draft away?' }));
    await waitFor(() => expect(hours()).toBe('24'));
    room.leave();
    await room.open(AuthorityPage, room.maya());
    await screen.findByText(/the usual settings are in force/);
    expect(hours()).toBe('24');
  });

  test('can be read by those who may not publish, and not changed', async () => {
    await room.open(AuthorityPage, room.viktor());
    await screen.findByText('You can read these settings. A lead or the owner changes them.');
    const field = await screen.findByLabelText(HOURS);
    expect(field.closest('fieldset')?.disabled).toBe(true);
    expect(screen.queryByRole('button', { name: 'Publish…' })).toBeNull();
  });

  test('says so when the server does not answer, and tries again', async () => {
    const browser = room.maya();
    await room.open(AuthorityPage, {
      ...browser,
      send: (path, init) => (path.includes('/settings/') && cut ? Promise.reject(new TypeError('refused')) : browser.send(path, init)),
    });
    await screen.findByText(/The server did not answer/);
    cut = false;
    await press('Try again');
    await screen.findByLabelText(HOURS);
    expect(hours()).toBe('24');
    cut = true;
  });
});
let cut = true;

import '../fixtures/window.ts';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { STAFF_ACTS } from '#shared/contracts/case.ts';
import { lateKettle, SHOP_ORIGIN } from '#server/api/test-app.ts';
import { ACT_LETTERS, COMPOSER_LETTERS, MINE_LETTER } from '../acts/letters.ts';
import { COMPOSER, MORE, NEXT_STEPS } from '../acts/shown.ts';
import { App } from '../app.tsx';
import { createDesk, type Desk } from '../desk.ts';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';

configure({ asyncUtilTimeout: 8000 }); // A busy machine is slow, not wrong.

let room: StaffRoom;
let number: string;
const desks: Desk[] = [];
beforeAll(async () => {
  room = await openStaffRoom();
  const identityToken = await room.shop.identityToken({ sub: 'fern', email: 'fern@example.org', name: 'Fern' });
  const opened = await room.shop.post('/v1/public/cases', { ...lateKettle, identityToken }, { origin: SHOP_ORIGIN });
  number = ((await opened.json()) as { case: { number: string } }).case.number;
  const { client } = room.maya();
  const { id, version } = await client.findCase(number);
  await client.act('promise', id, { text: 'I call you back.', dueAt: '2026-03-05T12:00:00.000Z', version }).catch(() => {});
});
afterEach(() => {
  cleanup();
  for (const desk of desks.splice(0)) desk.live.stop();
});
afterAll(() => room.close());

async function openCase(): Promise<Desk> {
  history.replaceState(null, '', `/admin/cases/${number}`);
  const desk = createDesk(room.maya().send, { now: room.shop.now, everyMs: 30 });
  desks.push(desk);
  render(<App desk={desk} />);
  await screen.findByRole('region', { name: 'Asked, offered, agreed' });
  return desk;
}
async function openPalette() {
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  return screen.findByRole('dialog', { name: 'Find anything' });
}
const choices = (palette: HTMLElement) =>
  within(within(palette).getByRole('group', { name: 'On this case' }))
    .getAllByRole('option')
    .map(({ textContent }) => textContent);

test('everything that can be done on a case is found in the palette, with its letter', async () => {
  const desk = await openCase();
  const { can, promises } = desk.openFile(number).view.value!;
  expect(promises).toHaveLength(1);
  const shown = choices(await openPalette());
  const forms = [...COMPOSER, ...NEXT_STEPS, ...MORE];
  const missing = can.filter(
    (act) => act !== 'assign' && !forms.some((form) => form.act === act && shown.some((one) => one?.startsWith(form.label))),
  );
  expect(missing).toEqual([]);
  expect(shown).toEqual(
    expect.arrayContaining([
      'AnswerA',
      'EscalateE',
      'Give it to meM',
      'Promise: KeptI call you back.',
      'Promise: New dateI call you back.',
    ]),
  );
});

test('a case is given to a colleague by a few letters', async () => {
  const desk = await openCase();
  const palette = await openPalette();
  const input = within(palette).getByRole('combobox');
  fireEvent.input(input, { target: { value: 'give jonas' } });
  await waitFor(() => expect(choices(palette)).toEqual(['Give it to Jonas']));
  fireEvent.keyDown(input, { key: 'Enter' });
  await waitFor(() => expect(desk.openFile(number).view.value?.assignee?.name).toBe('Jonas'));
  expect(desk.said.value).toBe('Now with Jonas.');
});

test('the sheet of keys names every letter of a case, and no other', async () => {
  await openCase();
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
  const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  const onCase = within(sheet).getByRole('heading', { name: 'On a case' }).closest('section')!;
  const named = [...onCase.querySelectorAll('dt')].map((one) => one.textContent).filter((keys) => keys?.length === 1);
  const bound = [...Object.keys(COMPOSER_LETTERS), ...Object.keys(ACT_LETTERS), MINE_LETTER, 'j', 'k'].map((key) => key.toUpperCase());
  expect(named.toSorted()).toEqual(bound.toSorted());
});

test('every letter opens an act that staff have', () => {
  const acts = new Map([...COMPOSER, ...NEXT_STEPS, ...MORE].map(({ id, act }) => [id, act]));
  const opened = [...Object.values(COMPOSER_LETTERS), ...Object.values(ACT_LETTERS).flat()].map((id) => acts.get(id)!);
  expect(opened.filter((act) => !(STAFF_ACTS as readonly string[]).includes(act))).toEqual([]);
});

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';
import { createPalette, isMeant } from './palette.ts';

let room: StaffRoom;
beforeAll(async () => {
  room = await openStaffRoom();
});
afterAll(() => room.close());

const nothing = () => {};
const places = () => [
  { id: 'places', label: 'Go to', choices: ['Inbox', 'Outbox', 'Opening hours'].map((label) => ({ id: label, label, choose: nothing })) },
];
const openPalette = () =>
  createPalette(
    room.maya().client,
    places,
    (cases, customers) => [
      { id: 'cases', label: 'Cases', choices: cases.map(({ id, number }) => ({ id, label: number, choose: nothing })) },
      { id: 'customers', label: 'Customers', choices: customers.map(({ id, name }) => ({ id, label: name ?? '', choose: nothing })) },
    ],
    1,
  );

test.each([
  ['out', 'Outbox', true],
  ['ho op', 'Opening hours', true],
  ['ÖFF', 'Öffnungszeiten', true],
  ['box', 'Outbox', false],
])('“%s” means “%s”: %s', (typed, label, expected) => {
  expect(isMeant(typed, { label })).toBe(expected);
});

test('a few letters narrow what is there, and arrows go around the ends', () => {
  const palette = openPalette();
  palette.type('o');
  expect(palette.choices.value.map(({ id }) => id)).toEqual(['Outbox', 'Opening hours']);
  palette.move(-1);
  expect(palette.current.value?.id).toBe('Opening hours');
  palette.move(1);
  expect(palette.current.value?.id).toBe('Outbox');
  palette.stop();
});

test('cases are found by number and by words, customers by name', async () => {
  const number = await room.complain({ story: 'The samovar leaks.' });
  const palette = openPalette();
  const found = (id: string) => palette.groups.value.find((group) => group.id === id)?.choices.map(({ label }) => label) ?? [];
  palette.type('samovar');
  await vi.waitFor(() => expect(found('cases')).toEqual([number]));
  palette.type(number.toLowerCase());
  await vi.waitFor(() => expect(found('cases')).toContain(number));
  palette.type('fern');
  await vi.waitFor(() => expect(found('customers')).toEqual(['Fern']));
});

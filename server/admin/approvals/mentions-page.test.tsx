import '../fixtures/window.ts';
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { leavePages, showPage } from '../fixtures/screen.tsx';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';

let room: StaffRoom;
beforeAll(async () => {
  room = await openStaffRoom();
});
afterEach(leavePages);
afterAll(() => room.close());

function openPage(path: string) {
  showPage(path, room.jonas().send, { now: room.shop.now, everyMs: 30 });
}
async function mayaNames(text: string) {
  const { client } = room.maya();
  const { id: jonas } = await room.jonas().client.me();
  const { id, version, number } = await client.findCase(await room.complain());
  await client.act('note', id, { text, mentions: [jonas], version });
  return number;
}

test('who was never named is told so; a note that names them appears by itself, with its case', async () => {
  openPage('/admin/mentions');
  await screen.findByText('Nobody has named you in a note yet.');
  const number = await mayaNames('@Jonas who was the carrier?');
  const note = (await screen.findByText('@Jonas who was the carrier?')).closest('li')!;
  await screen.findByRole('link', { name: 'Mentions 1 is new' });
  expect(note.textContent).toContain('Maya');
  expect(note.textContent).toContain('New');
  expect(screen.getByRole('link', { name: `Case ${number}, Fern` }).getAttribute('href')).toBe(`/admin/cases/${number}`);
});

test('opening the case is reading the note, which says there whom it is for', async () => {
  const number = await mayaNames('@Jonas please ring her');
  openPage(`/admin/cases/${number}`);
  const note = (await screen.findByText('@Jonas please ring her')).closest('li')!;
  expect(note.textContent).toContain('For you');
  await waitFor(async () => {
    const { items } = await room.jonas().client.get<{ items: { case: { number: string }; readAt: string | null }[] }>('/staff/mentions');
    expect(items.find((one) => one.case.number === number)?.readAt).not.toBeNull();
  });
});

test('all can be marked as read at once', async () => {
  await mayaNames('@Jonas and this one');
  openPage('/admin/mentions');
  fireEvent.click(await screen.findByRole('button', { name: 'Mark all as read' }));
  await waitFor(() => expect(screen.queryByText('New')).toBeNull());
  expect(screen.queryByRole('button', { name: 'Mark all as read' })).toBeNull();
  await screen.findByRole('link', { name: 'Mentions' });
});

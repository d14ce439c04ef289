import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaffClient } from '../client.ts';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';
import { createInbox } from './inbox.ts';
import { addressOf, readWanted, VIEWS } from './views.ts';

const MANY = 120;
let room: StaffRoom;
const numbers: string[] = [];
beforeAll(async () => {
  room = await openStaffRoom();
  for (let count = 1; count <= MANY; count += 1) {
    room.shop.forward({ minutes: 1 });
    numbers.push(await room.complain({ story: `Complaint ${count}` }));
  }
});
afterAll(() => room.close());

async function openInbox(query: Record<string, string> = {}) {
  const browser = room.maya();
  const inbox = createInbox(browser.client);
  await inbox.open(readWanted(query));
  return { inbox, wire: browser.wire, shown: () => inbox.rows.value?.map(({ number }) => number) };
}

test('the inbox opens with what is our turn, the most urgent first, and with the counts', async () => {
  const { inbox, shown } = await openInbox();
  expect(shown()).toEqual(numbers.slice(0, 50));
  expect(inbox.counts.value).toMatchObject({ open: MANY, us: MANY });
});

test('“load more” adds the next page and never shows a case twice', async () => {
  const { inbox, shown } = await openInbox();
  await inbox.more();
  await inbox.more();
  await inbox.more();
  await inbox.more();
  expect(shown()).toEqual(numbers);
  expect(inbox.nextCursor.value).toBeNull();
});

test('a change by somebody else moves the case to where it belongs, and all that was loaded stays loaded', async () => {
  const { inbox } = await openInbox({ view: 'open' });
  await inbox.more();
  await inbox.more();
  await inbox.more();
  const { id, version, nextDueAt } = await room.jonasSays(numbers[1]!, 'Answered');

  await inbox.heard();

  const rows = inbox.rows.value ?? [];
  expect([rows.length, new Set(rows.map((row) => row.id)).size]).toEqual([MANY, MANY]);
  expect(rows.find((row) => row.id === id)).toMatchObject({ version, nextDueAt });
  expect(rows.map((row) => row.nextDueAt)).toEqual(rows.map((row) => row.nextDueAt).toSorted());
});

test('J goes down and K goes up, and both stop at the ends', async () => {
  const { inbox } = await openInbox({ q: 'Complaint 11' });
  const list = inbox.rows.value ?? [];
  expect(list.length).toBeGreaterThan(2);
  expect(inbox.neighbour(1)).toBe(list[0]);
  inbox.current.value = list[1]!.id;
  expect(inbox.neighbour(1)).toBe(list[2]);
  expect(inbox.neighbour(-1)).toBe(list[0]);
  inbox.current.value = list.at(-1)!.id;
  expect(inbox.neighbour(1)).toBeUndefined();
});

test('when the server is away the list says so and stays, and the next try brings it back', async () => {
  const { inbox, wire } = await openInbox();
  wire.isCut = true;
  await inbox.heard();
  expect(inbox.trouble.value).toMatch(/did not answer/);
  expect(inbox.rows.value).toHaveLength(50);
  wire.isCut = false;
  await inbox.retry();
  expect(inbox.trouble.value).toBeNull();
});

test('a view and a search live in the address and come back from it', () => {
  const closed = VIEWS.find(({ id }) => id === 'closed')!;
  const address = addressOf({ view: closed, q: 'cold pie', customer: '' });
  expect(address).toBe('/admin?view=closed&q=cold+pie');
  const wanted = readWanted(Object.fromEntries(new URL(address, 'http://desk.test').searchParams));
  expect(wanted).toEqual({ view: closed, q: 'cold pie', customer: '', filters: {}, own: '' });
  expect(addressOf({ view: VIEWS[0] })).toBe('/admin');
});

test('a search looks through every case, not only through the view it was begun in', async () => {
  const { shown } = await openInbox({ view: 'closed', q: 'Complaint 77' });
  expect(shown()).toEqual([numbers[76]]);
});

test('an answer that comes late never replaces a view chosen meanwhile', async () => {
  const { send } = room.maya();
  const gate = Promise.withResolvers<void>();
  const inbox = createInbox(
    createStaffClient(async (path, init) => {
      if (path.includes('view=my_turn')) await gate.promise;
      return send(path, init);
    }),
  );
  const slow = inbox.open(readWanted({}));
  await inbox.open(readWanted({ view: 'closed' }));
  gate.resolve();
  await slow;
  expect(inbox.rows.value).toEqual([]);
});

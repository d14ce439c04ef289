import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';
import { createInbox } from './inbox.ts';
import { createBulk } from './inbox-bulk.ts';
import { readWanted } from './views.ts';

let room: StaffRoom;
beforeAll(async () => {
  room = await openStaffRoom();
});
afterAll(() => room.close());

const eventually = (look: () => void) => vi.waitFor(look, { timeout: 8000, interval: 10 });
const idea = { kind: 'feedback', reason: undefined, asked: [] };

async function openInbox(tag: string, stories: object[], graceMs = 60_000) {
  const browser = room.maya();
  for (const story of stories) {
    room.shop.forward({ minutes: 1 });
    const number = await room.complain(story);
    const { id, version } = await browser.client.findCase(number);
    await browser.client.act('tag', id, { tags: [tag], version });
  }
  const inbox = createInbox(browser.client);
  await inbox.open(readWanted({ view: 'open', tag }));
  const said: string[] = [];
  const bulk = createBulk(browser.client, { inbox, say: (sentence) => void said.push(sentence), graceMs });
  const rows = inbox.rows.value!;
  return { ...browser, inbox, bulk, said, rows, again: async () => (await inbox.heard(), inbox.rows.value!) };
}

test('with shift everything between two rows is chosen, and once more leaves one out', async () => {
  const { bulk, rows } = await openInbox('range', [{}, {}, {}, {}]);
  bulk.choose(rows[0]!.id);
  bulk.choose(rows[2]!.id, true);
  expect(bulk.rows.value).toEqual(rows.slice(0, 3));
  bulk.choose(rows[1]!.id);
  expect(bulk.rows.value).toEqual([rows[0], rows[2]]);
});

test('cases given to somebody go back to those who had them', async () => {
  const { bulk, rows, client, again, said } = await openInbox('give', [{}, {}]);
  const { items } = await client.listTeam();
  const jonas = items.find(({ name }) => name === 'Jonas')!;
  await client.act('assign', rows[0]!.id, { assignee: items.find(({ name }) => name === 'Maya')!.id, version: rows[0]!.version });
  await again();
  for (const { id } of rows) bulk.choose(id);
  await bulk.assign(jonas.id, jonas.name);
  expect((await again()).map(({ assignee }) => assignee?.name)).toEqual(['Jonas', 'Jonas']);
  expect(bulk.offered.value?.sentence).toBe('2 cases are now with Jonas.');

  bulk.offered.value?.back();
  await eventually(() => expect(said).toEqual(['Taken back.']));
  expect((await again()).map(({ assignee }) => assignee?.name)).toEqual(['Maya', undefined]);
});

test('taking a tag back leaves it where it was before', async () => {
  const { bulk, rows, client, again, said } = await openInbox('tags', [{}, {}]);
  await client.act('tag', rows[0]!.id, { tags: ['tags', 'vip'], version: rows[0]!.version });
  await again();
  for (const { id } of rows) bulk.choose(id);
  await bulk.tag(['vip']);
  expect((await again()).map(({ tags }) => tags)).toEqual([
    ['tags', 'vip'],
    ['tags', 'vip'],
  ]);
  bulk.offered.value?.back();
  await eventually(() => expect(said).toHaveLength(1));
  expect((await again()).map(({ tags }) => tags)).toEqual([['tags', 'vip'], ['tags']]);
});

test('closing waits a while and can be called back; then nothing was sent', async () => {
  const { bulk, rows, sent, said } = await openInbox('back', [idea, idea]);
  const before = sent.length;
  for (const { id } of rows) bulk.choose(id);
  bulk.answer();
  expect(bulk.offered.value?.sentence).toBe('2 cases are closed as answered in ten seconds.');
  bulk.offered.value?.back();
  await bulk.flush();
  expect([sent.length, bulk.rows.value.length, said]).toEqual([before, 2, ['Called back. Nothing was sent.']]);
});

test('when the while is over it is done, and what is owed an answer says so', async () => {
  const { bulk, rows, again, said } = await openInbox('close', [idea, {}]);
  for (const { id } of rows) bulk.choose(id);
  bulk.answer();
  await bulk.flush();
  expect(said).toEqual(['1 case is closed as answered.']);
  expect(bulk.refused.value).toMatchObject([{ detail: expect.stringContaining('owed an answer') }]);
  expect(await again()).toHaveLength(1);
});

test('cases of one customer become part of the oldest; of two customers that is not offered', async () => {
  const { bulk, rows, again, said } = await openInbox('merge', [{}, {}, { contact: { name: 'Nils', email: 'nils@example.org' } }]);
  for (const { id } of rows) bulk.choose(id);
  expect(bulk.canMerge.value).toBe(false);
  bulk.choose(rows.find(({ customer }) => customer.name === 'Nils')!.id);
  expect(bulk.canMerge.value).toBe(true);
  bulk.merge();
  await bulk.flush();
  expect(said).toEqual([expect.stringMatching(/^1 case is part of \S+ now\.$/)]);
  expect((await again()).map(({ customer }) => customer.name).toSorted()).toEqual(['Fern', 'Nils']);
});

test('when the server is away nothing is lost and it is said', async () => {
  const { bulk, rows, wire } = await openInbox('away', [{}]);
  bulk.choose(rows[0]!.id);
  wire.isCut = true;
  await bulk.tag(['vip']);
  expect(bulk.trouble.value).toMatch(/did not answer/);
  expect(bulk.rows.value).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { createStaffClient } from '../client.ts';
import { createOtherEnd, jonas, pie } from '../fixtures.ts';
import { createInbox } from './inbox.ts';
import { createLive } from './live.ts';
import { addressOf, readWanted, VIEWS } from './views.ts';

const manyPies = (count: number) => Array.from({ length: count }, (_, at) => pie({ id: `case_${at}`, number: `PIE-${at}` }));

async function openInbox(opened = manyPies(3)) {
  const otherEnd = createOtherEnd(opened);
  const client = createStaffClient(otherEnd.send);
  const inbox = createInbox(client);
  await inbox.open(readWanted({}));
  return { inbox, otherEnd, client };
}

test('the inbox opens with what is our turn, and with the counts', async () => {
  const { inbox } = await openInbox();
  expect(inbox.rows.value?.map(({ number }) => number)).toEqual(['PIE-0', 'PIE-1', 'PIE-2']);
  expect(inbox.counts.value?.us).toBe(3);
});

test('“load more” adds the next page and never shows a case twice', async () => {
  const { inbox } = await openInbox(manyPies(120));
  await inbox.more();
  await inbox.more();
  await inbox.more();
  expect(inbox.rows.value).toHaveLength(120);
  expect(new Set(inbox.rows.value?.map(({ id }) => id)).size).toBe(120);
  expect(inbox.nextCursor.value).toBeNull();
});

test('a change by somebody else appears in the list without leaving it', async () => {
  const { inbox, otherEnd, client } = await openInbox();
  const live = createLive(client);
  const heard: string[] = [];
  live.listen((changed) => void heard.push(...changed.map(({ id }) => id)));
  await live.look();
  otherEnd.write('case_1', jonas, 'Answered');

  await live.look();
  await inbox.heard([{ id: 'case_1', version: 4 }]);

  expect(heard).toContain('case_1');
  expect(inbox.rows.value?.find(({ id }) => id === 'case_1')?.version).toBe(4);
});

test('what was loaded further down stays when the top of the list is read again', async () => {
  const { inbox } = await openInbox(manyPies(160));
  await inbox.more();
  await inbox.more();
  await inbox.heard([{ id: 'case_3', version: 4 }]);
  expect(inbox.rows.value).toHaveLength(150);
  await inbox.more();
  expect(inbox.rows.value).toHaveLength(160);
});

test('J goes down and K goes up, and both stop at the ends', async () => {
  const { inbox } = await openInbox();
  expect(inbox.neighbour(1)?.id).toBe('case_0');
  inbox.current.value = 'case_1';
  expect(inbox.neighbour(1)?.id).toBe('case_2');
  expect(inbox.neighbour(-1)?.id).toBe('case_0');
  inbox.current.value = 'case_2';
  expect(inbox.neighbour(1)).toBeUndefined();
});

test('when the server is away the list says so, and the next try brings it back', async () => {
  const { inbox, otherEnd } = await openInbox();
  otherEnd.breakDown();
  await inbox.heard([]);
  expect(inbox.trouble.value).toMatch(/did not answer/);
  expect(inbox.rows.value).toHaveLength(3);
  otherEnd.repair();
  await inbox.retry();
  expect(inbox.trouble.value).toBeNull();
});

test('a view and a search live in the address and come back from it', () => {
  const closed = VIEWS.find(({ id }) => id === 'closed')!;
  const address = addressOf({ view: closed, q: 'cold pie', customer: '' });
  expect(address).toBe('/admin?view=closed&q=cold+pie');
  const wanted = readWanted(Object.fromEntries(new URL(address, 'http://desk.test').searchParams));
  expect(wanted).toEqual({ view: closed, q: 'cold pie', customer: '' });
  expect(addressOf({ view: VIEWS[0] })).toBe('/admin');
});

test('a search looks through every case, not only through the view it was begun in', async () => {
  const asked: string[] = [];
  const otherEnd = createOtherEnd(manyPies(1));
  const inbox = createInbox(createStaffClient((path, init) => (asked.push(path), otherEnd.send(path, init))));
  await inbox.open(readWanted({ view: 'unassigned', q: 'pie' }));
  await inbox.open(readWanted({ view: 'unassigned' }));
  expect(asked.filter((path) => path.startsWith('/staff/cases'))).toEqual([
    '/staff/cases?sort=newest&q=pie&limit=50',
    '/staff/cases?sort=due&view=unassigned&limit=50',
  ]);
});

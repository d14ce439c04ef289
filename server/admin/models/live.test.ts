import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { News } from '#shared/contracts/staff.ts';
import { lineTo } from '../fixtures/line.ts';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';
import { createLive } from './live.ts';
import { createPresence } from './presence.ts';

let room: StaffRoom;
beforeAll(async () => {
  room = await openStaffRoom();
});
afterAll(() => room.close());

function listenIn(isVisible?: () => boolean) {
  const { client, wire } = room.maya();
  const live = createLive(client, { everyMs: 5, isVisible });
  const heard: number[] = [];
  live.listen((cases) => void heard.push(...cases.map(({ version }) => version)));
  return { live, heard, wire };
}
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 100));

test('the very first case of a shop is heard of', async () => {
  let isHeard = false;
  const { live } = listenIn();
  live.listen(() => void (isHeard = true));
  await live.look();
  await room.complain();
  await live.look();
  expect(isHeard).toBe(true);
});

test('what was there before is no news; what comes after is heard once', async () => {
  const number = await room.complain();
  const { live, heard } = listenIn();
  await room.jonasSays(number, 'Before anybody listened');
  await live.look();
  const { version } = await room.jonasSays(number, 'News');
  await live.look();
  await live.look();
  expect(heard).toEqual([version]);
});

test('nobody is asked while the tab is hidden, and everything is caught up when it is shown again', async () => {
  const number = await room.complain();
  let visible = true;
  const { live, heard } = listenIn(() => visible);
  await live.start();
  visible = false;
  const { version } = await room.jonasSays(number, 'While nobody looked');
  await aMoment();
  expect(heard).toEqual([]);
  visible = true;
  live.wake();
  await aMoment();
  live.stop();
  expect(heard).toEqual([version]);
});

test('a lost connection is said, and forgotten when it is back', async () => {
  const { live, wire } = listenIn();
  await live.look();
  wire.isCut = true;
  await live.look();
  expect(live.offline.value).toBe(true);
  wire.isCut = false;
  await live.look();
  expect(live.offline.value).toBe(false);
});

/** A page on the line: what it heard, without asking. */
async function listenOnLine(isVisible?: () => boolean, silentMs?: number) {
  const { client, send, wire } = room.maya();
  const calls: string[] = [];
  const line = lineTo(send);
  const asking = {
    ...client,
    changes: (after?: number) => {
      calls.push('changes');
      return client.changes(after);
    },
  };
  const live = createLive(asking, { everyMs: 5, isVisible, openLine: line.openLine, silentMs });
  const heard: { version: number; news: News | undefined }[] = [];
  live.listen((cases, news) => void heard.push(...cases.map(({ version }) => ({ version, news }))));
  await live.start();
  return { live, line, heard, calls, wire };
}
const eventually = (look: () => void) => vi.waitFor(look, { timeout: 8000, interval: 10 });

test('on the line a change comes with its row and the numbers, and nothing is asked for', async () => {
  const number = await room.complain();
  const { live, heard, calls } = await listenOnLine();
  const { version } = await room.jonasSays(number, 'Over the line');
  await eventually(() => expect(heard.map((one) => one.version)).toContain(version));
  const { news } = heard.at(-1)!;
  expect(news?.rows[0]).toMatchObject({ number, version });
  expect(news?.counts.open).toBeGreaterThan(0);
  expect(calls).toEqual(['changes']); // where the stream stood, once
  live.stop();
});

test('a page put aside holds no line, and hears everything when it is looked at again', async () => {
  const number = await room.complain();
  let visible = true;
  const { live, line, heard } = await listenOnLine(() => visible);
  visible = false;
  live.wake();
  await eventually(() => expect(line.open()).toBe(0));
  const { version } = await room.jonasSays(number, 'While the page lay aside');
  expect(heard).toEqual([]);
  visible = true;
  live.wake();
  await eventually(() => expect(heard.map((one) => one.version)).toEqual([version]));
  live.stop();
});

test('a line that is dead without saying so is replaced, and nothing is missing', async () => {
  const number = await room.complain();
  const { live, line, heard } = await listenOnLine(undefined, 200);
  line.goDeaf();
  const { version } = await room.jonasSays(number, 'Into the void');
  await eventually(() => expect(heard.map((one) => one.version)).toEqual([version]));
  expect(line.opened()).toBeGreaterThan(1);
  live.stop();
});

test('where the line is refused, asking goes on as before', async () => {
  const number = await room.complain();
  const { live, line, heard } = await listenOnLine();
  await line.cut();
  const { version } = await room.jonasSays(number, 'Without a line');
  await eventually(() => expect(heard.map((one) => one.version)).toContain(version));
  live.stop();
});

test('one sees who else is on a case, and not oneself', async () => {
  const number = await room.complain();
  const { live } = await listenOnLine();
  const [maya, jonas] = [room.maya(), room.jonas()];
  const { id: caseId } = await maya.client.findCase(number);
  const me = (await maya.client.me()).id;
  const mine = createPresence(maya.client, live, () => me);
  const theirs = createPresence(jonas.client, live, () => null);
  mine.tell(caseId, 'looking');
  theirs.tell(caseId, 'writing');
  await eventually(() => expect(live.present.value).toHaveLength(2));
  expect(mine.on(caseId)).toMatchObject([{ caseId, state: 'writing' }]);
  theirs.tell(caseId, null);
  await eventually(() => expect(mine.on(caseId)).toEqual([]));
  mine.stop();
  theirs.stop();
  live.stop();
});

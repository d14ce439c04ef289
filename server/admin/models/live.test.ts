import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';
import { createLive } from './live.ts';

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

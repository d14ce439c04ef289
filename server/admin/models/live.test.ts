import { expect, test } from 'vitest';
import { createStaffClient } from '../client.ts';
import { createOtherEnd, jonas } from '../fixtures.ts';
import { createLive } from './live.ts';

function listenIn(otherEnd = createOtherEnd(), isVisible?: () => boolean) {
  const live = createLive(createStaffClient(otherEnd.send), { everyMs: 5, isVisible });
  const heard: number[] = [];
  live.listen((cases) => void heard.push(...cases.map(({ version }) => version)));
  return { live, heard, otherEnd };
}
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 60));

test('what was there before is no news; what comes after is heard once', async () => {
  const { live, heard, otherEnd } = listenIn();
  otherEnd.write('case_pie', jonas, 'Before anybody listened');
  await live.look();
  otherEnd.write('case_pie', jonas, 'News');
  await live.look();
  await live.look();
  expect(heard).toEqual([5]);
});

test('nobody is asked while the tab is hidden, and everything is caught up when it is shown again', async () => {
  let visible = true;
  const { live, heard, otherEnd } = listenIn(undefined, () => visible);
  await live.start();
  visible = false;
  otherEnd.write('case_pie', jonas, 'While nobody looked');
  await aMoment();
  expect(heard).toEqual([]);
  visible = true;
  live.wake();
  await aMoment();
  live.stop();
  expect(heard).toEqual([4]);
});

test('a lost connection is said, and forgotten when it is back', async () => {
  const { live, otherEnd } = listenIn();
  await live.look();
  otherEnd.breakDown();
  await live.look();
  expect(live.offline.value).toBe(true);
  otherEnd.repair();
  await live.look();
  expect(live.offline.value).toBe(false);
});

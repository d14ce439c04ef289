import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './world.ts';

const ALL = 200;
const AT_A_TIME = 20;
const KILL_AFTER = 70;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.end());

test('what was acknowledged before the power went is there afterwards, with its events', async () => {
  const acknowledged: { number: string; story: string }[] = [];
  let unanswered = 0;
  let killing: Promise<void> | undefined;
  const waiting = Array.from({ length: ALL }, (_, at) => `Complaint ${at + 1}: my parcel never came.`).values();

  async function complain() {
    for (const story of waiting) {
      try {
        const answer = await fetch(`${world.amendsUrl}/v1/public/cases`, {
          method: 'POST',
          headers: { 'Content-Type': 'text/plain', Origin: world.shopUrl },
          body: JSON.stringify({
            siteKey: world.site.siteKey,
            kind: 'complaint',
            story,
            reason: 'delivery.not_received',
            locale: 'en',
            idempotencyKey: story,
          }),
        });
        const receipt = (await answer.json()) as { case: { number: string } };
        if (answer.status === 201) acknowledged.push({ number: receipt.case.number, story });
      } catch {
        unanswered += 1;
      }
      if (acknowledged.length >= KILL_AFTER) killing ??= world.killAmends('SIGKILL');
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, complain));
  await killing;
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER);
  expect(unanswered).toBeGreaterThan(0);
  await world.startAgain();

  const headers = { Authorization: `Bearer ${world.site.secretKey}` };
  const lost: string[] = [];
  for (const { number, story } of acknowledged) {
    const found = (await (await fetch(`${world.amendsUrl}/v1/cases/${number}`, { headers })).json()) as { story?: string };
    const events = (await (await fetch(`${world.amendsUrl}/v1/cases/${number}/events`, { headers })).json()) as {
      items?: { number: number }[];
    };
    const numbers = events.items?.map((event) => event.number) ?? [];
    const isWhole = found.story === story && numbers.length > 0 && numbers.every((each, at) => each === at + 1);
    if (!isWhole) lost.push(`${number}: ${found.story}, events ${numbers.join(' ')}`);
  }
  expect(lost).toEqual([]);
});

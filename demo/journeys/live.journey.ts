import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { join, openComplaint } from './people.ts';
import { openWorld, type World } from './world.ts';

/** When there is no line, the page asks again after this long; a change that is here before came over the line. */
const ASKS_AGAIN_MS = 2000;
const ROUNDS = 3;

let world: World;
let noor: Page;
let ines: Page;
let asked = 0;
beforeAll(async () => {
  world = await openWorld();
  [noor, ines] = [await world.visitor(), await world.visitor()];
  await join(world, noor, { name: 'Noor', role: 'agent' });
  await join(world, ines, { name: 'Ines', role: 'lead' });
  ines.on('request', (request) => {
    if (request.url().includes('/staff/changes')) asked += 1;
  });
});
afterAll(() => world?.end());

/** Noor writes a note; where she is does not matter. */
const noorNotes = (number: string, text: string) =>
  noor.evaluate(
    async ([wanted, words]) => {
      const found = (await (await fetch(`/staff/cases/${wanted}`)).json()) as { id: string; version: number };
      const answer = await fetch(`/staff/cases/${found.id}/notes`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify({ text: words, version: found.version }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    [number, text] as const,
  );
const words = (page: Page, which: RegExp) =>
  page.evaluate((pattern) => document.body.innerText.match(new RegExp(pattern, 'g')) ?? [], which.source);

test('what somebody else writes is on the page before it would have asked, without reloading', async () => {
  const number = await openComplaint(world, { story: 'The lid does not close.' });
  await ines.goto(`${world.amendsUrl}/admin/cases/${number}`);
  await ines.getByRole('heading', { name: 'Conversation' }).waitFor();
  const before = asked;
  const took: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await noorNotes(number, `Note number ${round} of the lid`);
    const begun = performance.now();
    await ines.getByText(`Note number ${round} of the lid`).first().waitFor();
    took.push(performance.now() - begun);
  }
  console.log(`A colleague's change is on the page after ${took.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}`);
  expect(asked, 'the page was told, it did not ask').toBe(before);
  expect(Math.min(...took)).toBeLessThan(ASKS_AGAIN_MS);
});

test('a new complaint is in the inbox by itself, and the number over it counts it', async () => {
  await ines.goto(`${world.amendsUrl}/admin?view=open`);
  const row = (story: string) => ines.getByRole('link').filter({ hasText: story });
  await ines.getByRole('link', { name: /^All open \d/ }).waitFor();
  const counted = async () => Number(/\d+/.exec(await ines.getByRole('link', { name: /^All open/ }).innerText())?.[0]);
  const before = await counted();
  await openComplaint(world, { story: 'The handle came off in my hand.' });
  await row('The handle came off in my hand.').waitFor();
  await expect.poll(counted).toBe(before + 1);
});

test('what happened while the line was dead arrives afterwards, all of it and in order', async () => {
  const number = await openComplaint(world, { story: 'The spout drips.' });
  await ines.goto(`${world.amendsUrl}/admin/cases/${number}`);
  await ines.getByRole('heading', { name: 'Conversation' }).waitFor();
  await ines.context().setOffline(true);
  for (const n of [1, 2, 3]) await noorNotes(number, `Dropped line note ${n}`);
  expect(await words(ines, /Dropped line note \d/)).toEqual([]);
  await ines.context().setOffline(false);
  await ines.getByText('Dropped line note 3').first().waitFor({ timeout: 40_000 });
  expect(await words(ines, /Dropped line note \d/)).toEqual([1, 2, 3].map((n) => `Dropped line note ${n}`));
});

test('a server that dies and comes back brings everything after, and what was being typed is kept', async () => {
  const number = await openComplaint(world, { story: 'The whistle is silent.' });
  await ines.goto(`${world.amendsUrl}/admin/cases/${number}`);
  await ines.getByLabel('Your answer').fill('I am just writing to you');
  await world.killAmends();
  await ines.getByText('The connection is lost.', { exact: false }).waitFor();
  await world.startAgain();
  for (const n of [1, 2, 3]) await noorNotes(number, `After the fall note ${n}`);
  await ines.getByText('After the fall note 3').first().waitFor({ timeout: 40_000 });
  expect(await words(ines, /After the fall note \d/)).toEqual([1, 2, 3].map((n) => `After the fall note ${n}`));
  await ines.getByText('The connection is lost.', { exact: false }).waitFor({ state: 'hidden', timeout: 40_000 });
  expect(await ines.getByLabel('Your answer').inputValue()).toBe('I am just writing to you');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { compose, expectOpenToAll, signIn } from './people.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.end());

async function openComplaint(story: string): Promise<string> {
  const answer = await fetch(`${world.amendsUrl}/v1/public/cases`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain', Origin: world.shopUrl },
    body: JSON.stringify({ siteKey: world.site.siteKey, kind: 'complaint', story, locale: 'en' }),
  });
  return ((await answer.json()) as { case: { number: string } }).case.number;
}

test('two colleagues answer at once: one wins, the other sees the newer case and keeps every word', async () => {
  const number = await openComplaint('The parcel lies at the wrong depot since Monday.');
  const invited = world.cli<{ url: string }>('staff', 'invite', '--email', 'noor@shop.example', '--role', 'lead');
  const noor = await world.visitor();
  await noor.goto(invited.url);
  await noor.getByLabel('Your name, as customers read it').fill('Noor');
  await noor.getByLabel('Password').fill('four ordinary words here');
  await expectOpenToAll(noor, 'staff-join');
  await noor.getByRole('button', { name: 'Join' }).click();
  await noor.getByRole('navigation', { name: 'Views' }).waitFor();

  const owner = await world.visitor();
  await owner.goto(`${world.amendsUrl}/admin`);
  await owner.getByRole('button', { name: 'Sign in' }).waitFor();
  await expectOpenToAll(owner, 'staff-sign-in');
  await signIn(world, owner);

  // Noor's page hears of nothing in between, as on a slow line; only her own sending goes through.
  const news = /\/staff\/(?:stream|changes)/;
  await noor.route(news, (route) => route.abort());
  const slowWords = 'I have asked the depot to look for it; you hear from me by noon.';
  const forms = [];
  for (const [person, words] of [
    [noor, slowWords],
    [owner, 'It is found and leaves the depot today.'],
  ] as const) {
    await person.goto(`${world.amendsUrl}/admin/cases/${number}`);
    const form = await compose(person, 'Answer');
    await form.getByLabel('Your answer').fill(words);
    forms.push(form);
  }
  await forms[1]!.getByRole('button', { name: 'Send answer' }).click();
  await owner.getByText('Your answer is sent.').waitFor();
  await forms[0]!.getByRole('button', { name: 'Send answer' }).click();

  await noor.getByText('changed this case just before you').waitFor();
  await noor.getByText('It is found and leaves the depot today.').first().waitFor();
  expect(await forms[0]!.getByLabel('Your answer').inputValue()).toBe(slowWords);
  await expectOpenToAll(noor, 'staff-overtaken');

  await forms[0]!.getByRole('button', { name: 'Send answer' }).click();
  await noor.getByText('Your answer is sent.').waitFor();
  await noor.unroute(news);
  await owner.getByText(slowWords).first().waitFor({ timeout: 6000 });
});

import { solveChallenge } from 'altcha-lib/v1';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp({ challenge: true });
});

afterEach(() => shop.close());

const story = { siteKey: 'pk_garden', kind: 'complaint', story: 'The kettle leaks.' };
const post = (body: object) => shop.post('/v1/public/cases', body);

async function proof(): Promise<string> {
  const asked = await (await shop.get('/v1/public/challenge?siteKey=pk_garden')).json();
  const solved = await solveChallenge(asked.challenge, asked.salt, asked.algorithm, asked.maxnumber).promise;
  return btoa(
    JSON.stringify({
      algorithm: asked.algorithm,
      challenge: asked.challenge,
      number: solved?.number,
      salt: asked.salt,
      signature: asked.signature,
    }),
  );
}

test('a site that asks for a proof of work takes a story with one', async () => {
  expect((await post({ ...story, challenge: await proof() })).status).toBe(201);
});

test.each([
  ['no proof', undefined],
  ['a proof that is none', btoa('{}')],
])('%s is told so, at the field', async (_, challenge) => {
  const answer = await post({ ...story, challenge });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code: 'challenge.failed', errors: [{ path: 'challenge' }] });
});

test('a proof counts once, but the same request again gets its answer', async () => {
  const challenge = await proof();
  const first = await post({ ...story, challenge, idempotencyKey: 'key-one-1' });
  expect(await (await post({ ...story, challenge, idempotencyKey: 'key-one-1' })).json()).toEqual(await first.json());
  expect((await post({ ...story, challenge, idempotencyKey: 'key-two-2' })).status).toBe(422);
});

test('a proof is too old after half an hour', async () => {
  const challenge = await proof();
  shop.forward({ minutes: 31 });
  expect((await post({ ...story, challenge })).status).toBe(422);
});

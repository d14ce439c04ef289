import { expect, test } from 'vitest';
import { Refused } from '../client.ts';
import { createReading } from './reading.ts';

const refused = new Refused({
  type: 'about:blank',
  title: 'No',
  status: 400,
  code: 'request.malformed',
  detail: 'Not like this.',
  requestId: '',
});

test('an answer that comes late does not cover the newer one', async () => {
  const answer = createReading<string>(() => Promise.reject(refused));
  let arrive: (answer: string) => void = () => {};
  const slow = answer.ask(() => new Promise((resolve) => (arrive = resolve)));
  await answer.ask(async () => 'newer');
  arrive('older');
  await slow;
  expect([answer.value.value, answer.busy.value]).toEqual(['newer', false]);
});

test('what was there stays until the next answer, and a refusal is said and can be tried again', async () => {
  const answer = createReading<string>(() => Promise.reject(refused));
  await answer.ask(async () => 'first');
  let works = false;
  const asking = answer.ask(async () => {
    if (!works) throw refused;
    return 'second';
  });
  expect(answer.value.value).toBe('first');
  await asking;
  expect([answer.value.value, answer.trouble.value]).toEqual([null, 'Not like this.']);
  works = true;
  await answer.load();
  expect([answer.value.value, answer.trouble.value]).toEqual(['second', null]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';
import { createCaseFile } from './case-file.ts';

let room: StaffRoom;
beforeAll(async () => {
  room = await openStaffRoom();
});
afterAll(() => room.close());

/** A new complaint, open on Maya's desk. */
async function openKettle() {
  const number = await room.complain();
  const { client, wire } = room.maya();
  const { id } = await client.me();
  const file = createCaseFile(client, number, () => id);
  await file.load();
  const type = (text: string) => file.draft.edit('say', { text }, file.view.value!.version);
  const send = () => file.perform('say', { text: file.draft.valuesOf('say').text ?? '' });
  const jonasSays = (text: string) => room.jonasSays(number, text);
  return { number, client, wire, file, type, send, jonasSays, said: () => file.view.value?.messages.map(({ text }) => text) };
}

test('an answer that is sent leaves the composer empty and stands in the conversation', async () => {
  const { file, type, send, said } = await openKettle();
  type('Sorry, Fern.');

  expect(await send()).toBe(true);

  expect(said()).toEqual(['Sorry, Fern.']);
  expect(file.draft.isEmpty()).toBe(true);
});

test('of two people answering at once, the second keeps every word, sees the newer case and can send again', async () => {
  const { file, type, send, said, jonasSays } = await openKettle();
  type('My long and careful answer');
  await jonasSays('Jonas was faster');

  expect(await send()).toBe(false);

  expect(file.draft.valuesOf('say')).toEqual({ text: 'My long and careful answer' });
  expect(said()).toEqual(['Jonas was faster']);
  expect(file.overtaken.value).toEqual({ by: 'Jonas', refused: true });
  expect(file.problem.value).toBeNull();

  expect(await send()).toBe(true);
  expect(said()).toEqual(['Jonas was faster', 'My long and careful answer']);
  expect(file.overtaken.value).toBeNull();
});

test('a change that arrives while typing is shown, and the answer is still refused once until it has been seen', async () => {
  const { file, type, send, said, jonasSays } = await openKettle();
  type('Half an answer');
  await jonasSays('From the other desk');

  await file.refresh();

  expect(said()).toEqual(['From the other desk']);
  expect(file.overtaken.value).toEqual({ by: 'Jonas', refused: false });
  expect(await send()).toBe(false);
  expect(file.draft.valuesOf('say').text).toBe('Half an answer');
});

test('after “I have seen it” the answer goes out at the first try', async () => {
  const { file, type, send, jonasSays } = await openKettle();
  type('Half an answer');
  await jonasSays('From the other desk');
  await file.refresh();

  file.catchUp();

  expect(await send()).toBe(true);
});

test('a change that arrives while nothing is typed is simply shown', async () => {
  const { file, said, jonasSays } = await openKettle();
  await jonasSays('I rang her');
  await file.refresh();
  expect(said()).toEqual(['I rang her']);
  expect(file.overtaken.value).toBeNull();
});

test('our own quick act between two sentences does not stand in the way of the answer', async () => {
  const { file, type, send } = await openKettle();
  type('Half an answer');
  await file.perform('tag', { tags: ['kettle'] });
  expect(file.view.value?.tags).toEqual(['kettle']);
  expect(file.draft.valuesOf('say').text).toBe('Half an answer');
  expect(await send()).toBe(true);
});

test('our own quick act does not hide that a colleague wrote while we were typing', async () => {
  const { file, type, send, jonasSays } = await openKettle();
  type('Half an answer');
  await jonasSays('From the other desk');
  await file.refresh();

  await file.perform('tag', { tags: ['kettle'] });

  expect(file.overtaken.value).toEqual({ by: 'Jonas', refused: false });
  expect(await send()).toBe(false);
});

test('a form begun after the newer case was on the screen is not held up by an older half-written note', async () => {
  const { file, type, jonasSays } = await openKettle();
  type('Half an answer');
  await jonasSays('From the other desk');
  await file.refresh();

  file.draft.edit('tag', { tags: 'kettle' }, file.view.value!.version);

  expect(await file.perform('tag', { tags: ['kettle'] })).toBe(true);
  expect(file.draft.valuesOf('say').text).toBe('Half an answer');
});

test('a change that the network did not carry at first is on the page soon after, and its history too', async () => {
  const { number, client, wire, jonasSays } = await openKettle();
  const file = createCaseFile(client, number, () => null, 50);
  await file.load();
  await jonasSays('Said while the line was dead');
  wire.isCut = true;
  await file.refresh();
  expect(file.view.value?.messages).toEqual([]);

  wire.isCut = false;

  await expect.poll(() => file.view.value?.messages.map(({ text }) => text)).toEqual(['Said while the line was dead']);
  await expect.poll(() => file.events.value.at(-1)?.by.name).toBe('Jonas');
});

test('when the server cannot be reached, the words stay and the reason is told', async () => {
  const { file, wire, type, send } = await openKettle();
  type('Sorry, Fern.');
  wire.isCut = true;

  expect(await send()).toBe(false);
  expect(file.problem.value?.code).toBe('network.unreachable');
  expect(file.problemOf.value).toBe('say');
  expect(file.draft.valuesOf('say').text).toBe('Sorry, Fern.');

  wire.isCut = false;
  expect(await send()).toBe(true);
  expect(file.problem.value).toBeNull();
});

test('a rule that says no is told beside the form, and the form stays filled', async () => {
  const { file } = await openKettle();
  file.draft.edit('merge', { into: 'A7K-001' }, file.view.value!.version);
  await file.perform('merge', { into: file.view.value!.number });
  expect(file.problemOf.value).toBe('merge');
  expect(file.problem.value?.status).toBe(422);
  expect(file.draft.valuesOf('merge').into).toBe('A7K-001');
});

test('an older view that arrives late never replaces a newer one', async () => {
  const { number, client, file, jonasSays } = await openKettle();
  const stale = await client.findCase(number);
  await jonasSays('New');
  await file.refresh();
  const late = createCaseFile({ ...client, findCase: async () => stale }, number, () => null);
  late.view.value = file.view.value;
  await late.load();
  expect(late.view.value?.messages).toHaveLength(1);
});

test('the history is read to its end and names who did what', async () => {
  const { file, type, send, jonasSays } = await openKettle();
  await jonasSays('One');
  await file.refresh();
  type('Two');
  await send();
  await file.refresh();
  expect(file.events.value.map(({ number }) => number)).toEqual(file.events.value.map((_, at) => at + 1));
  expect(file.events.value.filter(({ type: fact }) => fact === 'message_sent').map(({ by }) => by.name)).toEqual(['Jonas', 'Maya']);
});

test('whoever may only look is told of nothing they could do', async () => {
  const { number } = await openKettle();
  const file = createCaseFile(room.viktor().client, number, () => null);
  await file.load();
  expect(file.can.value.size).toBe(0);
});

test('a case that does not exist is said to not exist', async () => {
  const file = createCaseFile(room.maya().client, 'NOT-ONE', () => null);
  await file.load();
  expect(file.view.value).toBeNull();
  expect(file.problem.value?.code).toBe('case.not_found');
});

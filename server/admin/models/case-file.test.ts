import { expect, test } from 'vitest';
import { createStaffClient } from '../client.ts';
import { createOtherEnd, jonas, maya, pie } from '../fixtures.ts';
import { createCaseFile } from './case-file.ts';

async function openPie(otherEnd = createOtherEnd()) {
  const file = createCaseFile(createStaffClient(otherEnd.send), 'A7K-3QX', () => maya.id);
  await file.load();
  const type = (text: string) => file.draft.edit('say', { text }, file.view.value!.version);
  const send = () => file.perform('say', { text: file.draft.valuesOf('say').text ?? '' });
  return { file, otherEnd, type, send };
}

test('an answer that is sent leaves the composer empty and stands in the conversation', async () => {
  const { file, type, send } = await openPie();
  type('Sorry, Fern.');

  expect(await send()).toBe(true);

  expect(file.view.value?.messages.map(({ text }) => text)).toEqual(['Sorry, Fern.']);
  expect(file.draft.isEmpty()).toBe(true);
});

test('of two people answering at once, the second keeps every word, sees the newer case and can send again', async () => {
  const { file, otherEnd, type, send } = await openPie();
  type('My long and careful answer');
  otherEnd.write('case_pie', jonas, 'Jonas was faster');

  expect(await send()).toBe(false);

  expect(file.draft.valuesOf('say')).toEqual({ text: 'My long and careful answer' });
  expect(file.view.value?.messages.map(({ text }) => text)).toEqual(['Jonas was faster']);
  expect(file.overtaken.value).toEqual({ by: 'Jonas', refused: true });
  expect(file.problem.value).toBeNull();
  expect(await send()).toBe(true);
  expect(file.overtaken.value).toBeNull();
});

test('a change that arrives while typing is shown, and the answer is still refused once until it has been seen', async () => {
  const { file, otherEnd, type, send } = await openPie();
  type('Half an answer');
  otherEnd.write('case_pie', jonas, 'From the other desk');

  await file.refresh();

  expect(file.view.value?.version).toBe(4);
  expect(file.overtaken.value).toEqual({ by: 'Jonas', refused: false });
  expect(await send()).toBe(false);
  expect(file.draft.valuesOf('say').text).toBe('Half an answer');
});

test('after “I have seen it” the answer goes out at the first try', async () => {
  const { file, otherEnd, type, send } = await openPie();
  type('Half an answer');
  otherEnd.write('case_pie', jonas, 'From the other desk');
  await file.refresh();

  file.catchUp();

  expect(await send()).toBe(true);
});

test('our own quick act between two sentences does not stand in the way of the answer', async () => {
  const { file, type, send } = await openPie();
  type('Half an answer');
  await file.perform('tag', { tags: ['pie'] });
  expect(file.draft.valuesOf('say').text).toBe('Half an answer');
  expect(await send()).toBe(true);
});

test('when the server cannot be reached, the words stay and the reason is told', async () => {
  const { file, otherEnd, type, send } = await openPie();
  type('Sorry, Fern.');
  otherEnd.breakDown();

  expect(await send()).toBe(false);
  expect(file.problem.value?.code).toBe('network.unreachable');
  expect(file.problemOf.value).toBe('say');
  expect(file.draft.valuesOf('say').text).toBe('Sorry, Fern.');

  otherEnd.repair();
  expect(await send()).toBe(true);
  expect(file.problem.value).toBeNull();
});

test('an older view that arrives late never replaces a newer one', async () => {
  const { file, otherEnd } = await openPie();
  otherEnd.write('case_pie', jonas, 'New');
  await file.refresh();
  const stale = createOtherEnd([pie()]);
  const late = createCaseFile(createStaffClient(stale.send), 'A7K-3QX', () => maya.id);
  late.view.value = file.view.value;
  await late.load();
  expect(late.view.value?.version).toBe(4);
});

test('a case that does not exist is said to not exist', async () => {
  const file = createCaseFile(createStaffClient(createOtherEnd().send), 'NOT-ONE', () => maya.id);
  await file.load();
  expect(file.view.value).toBeNull();
  expect(file.problem.value?.code).toBe('case.not_found');
});

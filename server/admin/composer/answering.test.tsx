import '../fixtures/window.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { leavePages, showPage } from '../fixtures/screen.tsx';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';

let room: StaffRoom;
let number: string;
beforeAll(async () => {
  room = await openStaffRoom();
  const { client } = room.maya();
  await client.send(
    'PUT',
    '/staff/settings/signatories',
    { signatories: [{ id: 'lena', name: 'Lena Vogt', role: 'Head of care' }] },
    { 'if-match': '"0"' },
  );
  const parts = { apology: 'I am sorry, {customer_name}.', now: 'We return {amount} today.' };
  await client.send('PUT', '/staff/settings/templates', { templates: [{ id: 'late', name: 'Late', parts }] }, { 'if-match': '"0"' });
});
beforeEach(async () => {
  localStorage.clear();
  number = await room.complain();
});
afterEach(leavePages);
afterAll(() => room.close());

async function openCase(browser = room.maya(), which = number) {
  const desk = showPage(`/admin/cases/${which}`, browser.send, { now: room.shop.now, everyMs: 30 });
  await screen.findByLabelText('Your answer');
  return { desk, browser, sent: () => browser.sent.filter(({ path }) => !path.endsWith('/answer-preview')) };
}
const field = (label: string) => screen.getByLabelText<HTMLTextAreaElement>(label);
const write = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const conversation = () => screen.getByRole('region', { name: 'Conversation' });

test('an answer is made from a template, filled in by the server, signed, and reaches the customer whole', async () => {
  await openCase();
  await screen.findByRole('option', { name: 'Late (en)' });
  choose('Template', 'late');
  expect(field('Apology').value).toBe('I am sorry, {customer_name}.');
  expect(screen.getByLabelText<HTMLSelectElement>('In whose name').required).toBe(true);

  fireEvent.input(await screen.findByLabelText('The sum to write for {amount}'), { target: { value: '54.90' } });
  choose('In whose name', 'lena');
  const preview = await screen.findByText(/^As the customer reads it/);
  await waitFor(() => expect(preview.parentElement?.textContent).toContain('I am sorry, Fern.'));
  await waitFor(() => expect(preview.parentElement?.textContent).toContain('We return €54.90 today.'));
  press('Send answer');

  await within(conversation()).findByText(/Lena Vogt\s+Head of care/);
  expect(conversation().textContent).toContain('I am sorry, Fern.');
});

test('without a name under it a template is not sent, and the reason stands where the name is missing', async () => {
  const { sent } = await openCase();
  await screen.findByRole('option', { name: 'Late (en)' });
  choose('Template', 'late');
  write('What we do now', 'We return it today.');
  fireEvent.submit(field('What we do now').form!);
  await screen.findByText('An answer goes out in a person’s name. Choose who signs it.');
  expect(sent()).toHaveLength(1);
  expect(field('What we do now').value).toBe('We return it today.');
});

test('an apology with an if is noticed while it is written, and replaced with one click, which can be undone', async () => {
  await openCase();
  write('Your answer', 'Hello. We are sorry if you feel let down. It leaves today.');
  fireEvent.click(await screen.findByRole('button', { name: /^Write instead/ }));
  expect(field('Your answer').value).toBe('Hello. I am sorry for what went wrong. It leaves today.');
  press('Undo');
  expect(field('Your answer').value).toContain('if you feel let down');
});

test('a day in the text becomes a promise with one click: its words and its day are filled in', async () => {
  const { desk } = await openCase();
  write('Your answer', 'I will ring you on 4 March 2026.');
  fireEvent.click(await screen.findByRole('button', { name: 'Make this a promise' }));
  expect(field('What is promised').value).toBe('I will ring you on 4 March 2026.');
  expect(screen.getByLabelText<HTMLInputElement>('By the end of').value).toBe('2026-03-04');
  press('Make this promise');
  await screen.findByRole('region', { name: 'Promises' });
  expect(desk.openFile(number).draft.valuesOf('say').text).toContain('4 March');
});

test('what is typed survives a reload of the page, for the one who typed it, until it is sent', async () => {
  await openCase();
  write('Your answer', 'Half a sentence');
  leavePages();

  await openCase();
  expect(field('Your answer').value).toBe('Half a sentence');
  press('Send answer');
  await within(conversation()).findByText('Half a sentence');
  leavePages();

  await openCase();
  expect(field('Your answer').value).toBe('');
  write('Your answer', 'For my eyes');
  leavePages();

  await openCase(room.jonas());
  expect(field('Your answer').value).toBe('');
  leavePages();
  await openCase();
  expect(field('Your answer').value).toBe('');
});

test('a draft found again after the case went on says so before it is sent', async () => {
  await openCase();
  write('Your answer', 'An old thought');
  leavePages();
  await room.jonasSays(number, 'I rang her');
  await openCase();
  await screen.findByText(/Jonas changed this case while you were writing/);
  expect(field('Your answer').value).toBe('An old thought');
});

test('after an answer the next case opens, for whoever wants it so, and the choice is kept', async () => {
  await room.complain({ story: 'The other one' });
  const jonas = room.jonas();
  const [first, second] = (await jonas.client.listCases({ view: 'my_turn', sort: 'due' })).items;
  const { desk } = await openCase(jonas, first!.number);
  await waitFor(() => expect(desk.inbox.neighbour(1)?.number).toBe(second!.number));
  choose('Then', 'next');
  await waitFor(async () => expect((await room.jonas().client.me()).preferences?.afterAct).toBe('next'));
  write('Your answer', 'On its way');
  press('Send answer');
  await waitFor(() => expect(location.pathname).toBe(`/admin/cases/${second!.number}`));
});

test('a file is attached, can be taken off again, and goes with the answer', async () => {
  await openCase();
  const attach = (name: string) =>
    fireEvent.change(screen.getByLabelText('Files to send with it'), { target: { files: [new File(['Paid in cash'], name)] } });
  attach('wrong.txt');
  fireEvent.click(await screen.findByRole('button', { name: 'Remove wrong.txt' }));
  attach('receipt.txt');
  await screen.findByRole('button', { name: 'Remove receipt.txt' });
  write('Your answer', 'Here is your receipt.');
  press('Send answer');
  await within(conversation()).findByRole('link', { name: 'receipt.txt' });
  expect(conversation().textContent).not.toContain('wrong.txt');
});

test('a colleague is named in a note by arrow and Enter, and finds it in their list', async () => {
  const { desk } = await openCase();
  fireEvent.click(screen.getByRole('tab', { name: 'Note' }));
  const note = field('Your note');
  fireEvent.input(note, { target: { value: 'Please look, @jo', selectionStart: 16, selectionEnd: 16 } });
  const names = await screen.findByRole('listbox', { name: 'Colleagues' });
  expect(
    within(names)
      .getAllByRole('option')
      .map(({ textContent }) => textContent),
  ).toEqual(['Jonas']);
  fireEvent.keyDown(note, { key: 'Enter' });
  await waitFor(() => expect(field('Your note').value).toBe('Please look, @Jonas '));
  press('Add note');
  await within(conversation()).findByText(/Please look, @Jonas/);
  const mine = await room.jonas().client.get<{ items: { case: { number: string } }[] }>('/staff/mentions');
  expect(mine.items[0]?.case.number).toBe(number);
  expect(desk.openFile(number).view.value?.notes.at(-1)?.mentions).toHaveLength(1);
});

test('an article goes into the answer where somebody was writing', async () => {
  await room.maya().client.send('POST', '/staff/articles', {
    texts: { en: { title: 'Lost parcels', body: 'We search for three days.' } },
    reasons: ['delivery.not_received'],
  });
  await openCase();
  write('Your answer', 'Dear Fern,');
  fireEvent.click(await screen.findByRole('button', { name: 'Insert into the answer: Lost parcels' }));
  await waitFor(() => expect(field('Your answer').value).toBe('Dear Fern,\n\nWe search for three days.'));
});

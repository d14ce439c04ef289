import '../fixtures/window.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { OutboxPage } from '../pages/outbox-page.tsx';
import { AuditPage } from './audit-page.tsx';
import { choose, openSettingsRoom, press, publish, write } from './fixtures/settings-room.tsx';
import { KeysPage } from './keys-page.tsx';
import { ArticlePage } from './knowledge-one-page.tsx';
import { KnowledgePage } from './knowledge-page.tsx';
import { MailPage } from './mail-page.tsx';
import { PrivacyPage } from './privacy-page.tsx';
import { SignatoriesPage } from './signatories-page.tsx';
import { SitePage } from './sites-one-page.tsx';
import { SitesPage } from './sites-page.tsx';
import { TemplatesPage } from './templates-page.tsx';
import { WebhooksPage } from './webhooks-page.tsx';

let room: Awaited<ReturnType<typeof openSettingsRoom>>;
beforeAll(async () => {
  room = await openSettingsRoom();
});
beforeEach(() => room.begin());
afterAll(() => room.close());

const olga = () => ({
  send: (path: string, init: RequestInit) =>
    room.shop.request(path, { ...init, headers: { ...(init.headers as Record<string, string>), ...room.owner.headers } }),
});
const ask = async <Answer,>(path: string) => (await (await room.shop.get(path, room.owner.headers)).json()) as Answer;
const unfold = (summary: string | RegExp, around: HTMLElement = document.body) => {
  const fold = within(around).getByText(summary).closest('details')!;
  fold.open = true;
  fold.dispatchEvent(new Event('toggle'));
};

test('a key is made, shown once, and refused after it is revoked', async () => {
  await room.open(KeysPage, olga());
  await write('Name', 'Till');
  await choose('May', 'write');
  await press('Make the key');
  const secret = (await screen.findByLabelText('The secret')).textContent!;
  expect((await room.shop.get('/v1/cases', room.shop.bearer(secret))).status).toBe(200);
  await press('I have kept it');
  expect(document.body.textContent).not.toContain(secret);

  await press('Revoke Till');
  await press('Revoke it', await screen.findByRole('dialog'));
  await waitFor(async () => expect((await room.shop.get('/v1/cases', room.shop.bearer(secret))).status).toBe(401));
});

test('a key without a name is refused at its field, and what was chosen stays', async () => {
  await room.open(KeysPage, olga());
  await choose('May', 'admin');
  await press('Make the key');
  await waitFor(() => expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByLabelText<HTMLSelectElement>('May').value).toBe('admin');
});

test('a new site gets its line to paste and its secret', async () => {
  await room.open(SitesPage, olga());
  await screen.findByText('Garden shop');
  unfold('Add a site');
  await write('Name', 'Tea room');
  await write('Allowed addresses', 'https://tea.example');
  fireEvent.click((await screen.findAllByRole('button', { name: /^Add/ })).at(-1)!);
  await press('Make the site');
  expect(
    (await within(await screen.findByRole('region', { name: 'Identity secret of Tea room' })).findByLabelText('The secret')).textContent,
  ).toMatch(/^is_/);
  expect((await screen.findByLabelText('Snippet for Tea room')).textContent).toContain('/widget.js');
});

test('a site is changed without losing what a colleague saved meanwhile', async () => {
  const { id } = room.shop.site;
  await room.open(() => <SitePage id={id} />);
  await write(/^Phone/, '+49 30 1234');
  const before = await ask<{ version: number }>(`/staff/sites/${id}`);
  await room.shop.put(`/staff/sites/${id}`, { name: 'Garden & tea' }, { ...room.owner.headers, 'if-match': `"${before.version}"` });
  await press('Save');
  await screen.findByText(/Somebody else changed this site meanwhile/);
  expect(screen.getByLabelText<HTMLInputElement>(/^Phone/).value).toBe('+49 30 1234');
  await press('Load it again and drop what is typed');
  await screen.findByRole('heading', { name: 'Garden & tea', level: 1 });
  await write(/^Phone/, '+49 30 5678');
  await press('Save');
  await waitFor(async () =>
    expect(await ask(`/staff/sites/${id}`)).toMatchObject({ name: 'Garden & tea', settings: { phone: '+49 30 5678' } }),
  );
});

test('a lead changes a site, but sees no way to its secret', async () => {
  await room.open(() => <SitePage id={room.shop.site.id} />);
  await screen.findByRole('button', { name: 'Save' });
  expect(screen.queryByRole('button', { name: 'Make a new secret' })).toBeNull();
});

test('the preview is a frame that may not reach the page around it', async () => {
  await room.open(() => <SitePage id={room.shop.site.id} />);
  await press('Show the preview');
  const frame = await screen.findByTitle<HTMLIFrameElement>('Preview of the widget');
  expect(frame.getAttribute('sandbox')).toBe('allow-scripts allow-forms');
  expect((await room.shop.get(frame.getAttribute('src')!)).status).toBe(200);
});

test('an endpoint is made, tried, switched off and removed', async () => {
  await room.open(WebhooksPage, olga());
  await write('Address', 'https://till.example/hook');
  await press('Make the endpoint');
  expect((await screen.findByLabelText('The secret')).textContent).toMatch(/^whsec_/);
  const card = await screen.findByRole('listitem', { name: 'https://till.example/hook' });
  await press('Send a test event', card);
  unfold('Last deliveries', card);
  await within(card).findByText('ping');
  await press('Switch it off', card);
  await within(card).findByText(/Switched off by hand/);
  await press('Switch it on again', card);
  await within(card).findByText('On');
  await press('Remove', card);
  await press('Remove it', await screen.findByRole('dialog'));
  await screen.findByText('No program hears of events yet.');
});

test('somebody who may not change endpoints sees them, and no button that acts', async () => {
  await room.shop.post('/staff/webhook-endpoints', { url: 'https://books.example/hook' }, room.owner.headers);
  await room.open(WebhooksPage);
  await screen.findByRole('listitem', { name: 'https://books.example/hook' });
  expect(screen.queryByRole('button', { name: /Remove|Switch it|Make the endpoint/ })).toBeNull();
});

test('the log is filtered by what was done, and the file holds the same', async () => {
  await room.open(AuditPage);
  await screen.findAllByText('Signed in');
  await choose('What', 'webhook_made');
  await waitFor(() => expect(screen.getAllByRole('row').slice(1).length).toBeGreaterThan(0));
  await waitFor(() =>
    expect(
      screen
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent),
    ).toEqual(expect.not.arrayContaining([expect.stringContaining('Signed in')])),
  );
  expect(screen.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')).toBe('/staff/audit.csv?what=webhook_made');
});

test('how long words are kept is published in months; emptied, they are kept', async () => {
  await room.open(PrivacyPage);
  await write('Words of closed cases', '24');
  await publish();
  expect((await room.published('privacy')).document).toMatchObject({ closedCasesMonths: 24, uploadsMonths: null });
  await write('Words of closed cases', '');
  await publish();
  expect((await room.published('privacy')).document).toMatchObject({ closedCasesMonths: null });
});

test('a person is held, then let go, then erased after the word is typed', async () => {
  await room.shop.put('/staff/customers/ruth', { name: 'Ruth Miller', email: 'ruth@example.org' }, room.owner.headers);
  await room.open(PrivacyPage);
  await write('Name, e-mail or your own number', 'ruth');
  await press('Find');
  await press(/Ruth Miller/);
  await screen.findByText(/Kept of them: 0 cases/);
  unfold('Set a legal hold');
  await write('Reason', 'A court asks');
  await press('Set the hold');
  await screen.findByText('A court asks');
  expect(screen.queryByRole('button', { name: 'Erase this person' })).toBeNull();
  await press('Lift the legal hold');
  await press('Erase this person');
  const dialog = await screen.findByRole('dialog', { name: 'Erase Ruth Miller?' });
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Erase for good' }).disabled).toBe(true);
  await write('Type erase to go on', 'erase', dialog);
  await press('Erase for good', dialog);
  await waitFor(async () => expect((await room.shop.get('/staff/customers/ruth', room.owner.headers)).status).toBe(404));
});

test('an article is written, found by its words, and put into the archive', async () => {
  await room.open(() => <ArticlePage id="new" />);
  await write('Title', 'Leaking kettles');
  await write('Text', 'Descale the valve first.');
  await press('Save');
  const found = async () => (await ask<{ items: { id: string; title: string }[] }>('/staff/articles?q=valve')).items;
  await waitFor(async () => expect((await found()).map(({ title }) => title)).toEqual(['Leaking kettles']));
  const [article] = await found();
  room.leave();

  await room.open(KnowledgePage);
  await write('Search', 'descale');
  await screen.findByRole('link', { name: 'Leaking kettles' });
  room.leave();

  await room.open(() => <ArticlePage id={article!.id} />);
  await press('Archive it');
  await screen.findByText('Archived: it is kept, but no longer found beside cases.');
  expect(await found()).toEqual([]);
  unfold('Versions');
  await screen.findByText(/^Version 1,/);
});

test('a signatory and a template are made; a variable goes in by its button, and the preview fills it', async () => {
  await room.open(SignatoriesPage);
  await press('Add a signatory');
  await write('Name', 'Lena Vogt');
  await write('Role', 'Head of customer care');
  await publish();
  room.leave();

  await room.open(TemplatesPage);
  await press('Add a template');
  await screen.findByText('A template without a signatory cannot be sent: whoever uses it has to choose one first.');
  await write('Name', 'It leaks');
  await waitFor(() => expect(screen.getByRole('option', { name: 'Lena Vogt, Head of customer care' })).toBeTruthy());
  await choose('Signed by', 'signatory-1');
  await press('Name of the customer', await screen.findByRole('group', { name: 'Insert into “1. Apology”' }));
  const preview = screen.getByRole('region', { name: 'Preview with a sample case' });
  await within(preview).findByText('Ruth Miller');
  await publish();
  expect((await room.published('templates')).document.templates).toEqual([
    { id: 'template-1', name: 'It leaks', language: 'en', signatory: 'signatory-1', parts: { apology: '{customer_name}' } },
  ]);
});

test('mail: the page says that no server is set and how many letters wait, and the outbox shows them', async () => {
  await room.complain();
  await room.open(MailPage);
  await screen.findByText(/No letter leaves/);
  room.leave();
  await room.open(OutboxPage);
  await screen.findByText('No mail server is set. With one in SMTP_URL, what waits is sent by itself.');
  await screen.findAllByText(/^to fern@example.org/);
  await choose('Show', 'bounced');
  await screen.findByText('There is no such letter.');
  expect(screen.queryAllByText(/^to fern@example.org/)).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, lateKettle, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const PNG = `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==`;
const JPEG = `data:image/jpeg;base64,${Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9]).toString('base64')}`;
const OMAR = { id: 'omar', name: 'Omar Haddad', role: 'Owner', picture: PNG };
const LATE = {
  id: 'late',
  name: 'Late parcel',
  language: 'en',
  signatory: 'omar',
  parts: {
    apology: 'Dear {customer_name}, I am sorry that order {order} came late.',
    why: 'The depot was wrong, and that is our mistake.',
    now: 'We return {amount} to you.',
    next: 'We will call you on {date}.',
  },
};

const publish = (name: string, document: object, version = 0) =>
  shop.put(`/v1/settings/${name}`, document, { ...shop.key(), 'if-match': `"${version}"` });
const open = async (own: object = {}): Promise<string> =>
  (await (await shop.post('/v1/public/cases', { ...lateKettle, area: { order: '1042' }, ...own })).json()).case.number;
const preview = (number: string, body: object, key = shop.key()) => shop.post(`/v1/cases/${number}/answer-preview`, body, key);
const values = { amount: { amount: 3800, currency: 'EUR' }, date: '2026-03-12T15:00:00.000Z' };

async function furnish(templates: object[] = [LATE]) {
  expect((await publish('signatories', { signatories: [OMAR] })).status).toBe(200);
  expect((await publish('templates', { templates })).status).toBe(200);
}

test('a template is shown as the customer will read it, with whose name is under it', async () => {
  await furnish();
  const number = await open();
  const answer = await (await preview(number, { template: 'late', values })).json();
  expect(answer).toMatchObject({
    text: 'Dear Fern, I am sorry that order 1042 came late.\n\nThe depot was wrong, and that is our mistake.\n\nWe return €38.00 to you.\n\nWe will call you on March 12, 2026.\n\nOmar Haddad\nOwner',
    signatory: OMAR,
    missing: [],
    refusedBecause: [],
    language: 'en',
    dir: 'ltr',
  });
  expect(answer.checks).toMatchObject([
    { kind: 'promise_offered', part: 'next', text: 'We will call you on March 12, 2026.', dueAt: '2026-03-12T17:00:00.000Z' },
  ]);
  const { messages } = await (await shop.get(`/v1/cases/${number}`, shop.key())).json();
  expect(messages).toEqual([]);
});

test('what is missing is named, and the answer cannot be sent with it', async () => {
  await furnish();
  const number = await open();
  expect(await (await preview(number, { template: 'late' })).json()).toMatchObject({
    missing: ['amount', 'date'],
    refusedBecause: ['template.variable_missing'],
  });
  const refused = await shop.post(`/v1/cases/${number}/messages`, { template: 'late' }, shop.key());
  expect([refused.status, await refused.json()]).toMatchObject([
    422,
    { code: 'template.variable_missing', errors: [{ path: 'amount' }, { path: 'date' }] },
  ]);
  expect((await (await shop.get(`/v1/cases/${number}`, shop.key())).json()).messages).toEqual([]);
});

test('a template that nobody signs is kept, but not sent until somebody does', async () => {
  const { signatory: _nobody, ...unsigned } = LATE;
  await furnish([unsigned]);
  const number = await open();
  expect(await (await preview(number, { template: 'late', values })).json()).toMatchObject({
    signatory: null,
    refusedBecause: ['template.signatory_missing'],
  });
  const refused = await shop.post(`/v1/cases/${number}/messages`, { template: 'late', values }, shop.key());
  expect([refused.status, (await refused.json()).code]).toEqual([422, 'template.signatory_missing']);
  expect((await shop.post(`/v1/cases/${number}/messages`, { template: 'late', values, signatory: 'omar' }, shop.key())).status).toBe(200);
});

test('an answer in parts is sent, kept in its parts, read by the customer as one text, and mailed', async () => {
  await furnish();
  const maya = await shop.signIn('Maya', 'agent');
  const receipt = (await (await shop.post('/v1/public/cases', lateKettle)).json()).case;
  const parts = { apology: 'I am sorry, {customer_name}.', now: 'A new kettle left today.' };
  const sent = await shop.post(
    `/staff/cases/${receipt.number}/messages`,
    { parts, signatory: 'omar', text: 'Enjoy your tea.' },
    maya.headers,
  );
  expect(sent.status).toBe(200);
  const text = 'I am sorry, Fern.\n\nA new kettle left today.\n\nEnjoy your tea.\n\nOmar Haddad\nOwner';
  expect((await sent.json()).messages).toMatchObject([
    {
      text,
      name: 'Omar Haddad',
      parts: { apology: 'I am sorry, Fern.', now: 'A new kettle left today.' },
      signatory: { id: 'omar', name: 'Omar Haddad', role: 'Owner' },
    },
  ]);
  const theirs = await (await shop.get('/v1/public/case', shop.bearer(receipt.token))).json();
  expect(theirs.messages).toMatchObject([{ from: 'us', name: 'Omar Haddad', text }]);
  const { items } = await (await shop.get('/staff/outbox', maya.headers)).json();
  expect(items.find(({ kind }: { kind: string }) => kind === 'message').text).toContain(text);
});

test('the customer sees the signature under the answer, and nobody else’s', async () => {
  await furnish();
  const { number, token } = (await (await shop.post('/v1/public/cases', lateKettle)).json()).case;
  const picture = async (path: string) => {
    const answer = await shop.get(path);
    return [answer.status, answer.headers.get('content-type')];
  };
  expect((await picture(`/c/${token}/signatures/omar`))[0]).toBe(404);
  await shop.post(`/v1/cases/${number}/messages`, { parts: { apology: 'I am sorry.' }, signatory: 'omar' }, shop.key());
  const { messages } = await (await shop.get('/v1/public/case', shop.bearer(token))).json();
  expect(messages[0].signatory.picture).toBe(`http://amends.test/c/${token}/signatures/omar`);
  expect(await picture(`/c/${token}/signatures/omar`)).toEqual([200, 'image/png']);
  expect(await (await shop.get(`/c/${token}`)).text()).toContain(`<img src="/c/${token}/signatures/omar"`);
  const { token: other } = (await (await shop.post('/v1/public/cases', lateKettle)).json()).case;
  expect((await picture(`/c/${other}/signatures/omar`))[0]).toBe(404);
  expect((await picture('/c/ct_unknown/signatures/omar'))[0]).toBe(404);
});

test('parts without a signatory are signed by who writes them; a program has no name to sign with', async () => {
  const maya = await shop.signIn('Maya', 'agent');
  const number = await open();
  const sent = await (await shop.post(`/staff/cases/${number}/messages`, { parts: { apology: 'I am sorry.' } }, maya.headers)).json();
  expect(sent.messages.at(-1)).toMatchObject({ text: 'I am sorry.\n\nMaya', name: 'Maya' });
  const program = await shop.post(`/v1/cases/${number}/messages`, { parts: { apology: 'I am sorry.' } }, shop.key());
  expect([program.status, (await program.json()).code]).toEqual([422, 'template.signatory_missing']);
});

test('an offer and a decision may be answers in parts too', async () => {
  await furnish();
  const number = await open();
  const offered = await shop.post(
    `/v1/cases/${number}/offers`,
    { remedy: 'refund.full', amount: values.amount, template: 'late', values: { date: values.date } },
    shop.key(),
  );
  expect(offered.status).toBe(200);
  expect((await offered.json()).messages.at(-1)).toMatchObject({ parts: { now: 'We return €38.00 to you.' }, signatory: { id: 'omar' } });
  const decided = await shop.put(
    `/v1/cases/${number}/decision`,
    { outcome: 'goodwill', parts: { why: 'Order {order} was handed over.' }, signatory: 'omar' },
    shop.key(),
  );
  expect(decided.status).toBe(200);
  expect((await decided.json()).messages.at(-1)).toMatchObject({
    text: 'Order 1042 was handed over.\n\nOmar Haddad\nOwner',
    parts: { why: 'Order 1042 was handed over.' },
  });
});

test('text alone stays as it was typed, braces and all', async () => {
  const number = await open();
  const sent = await (await shop.post(`/v1/cases/${number}/messages`, { text: 'Type {order} into the form.' }, shop.key())).json();
  expect(sent.messages.at(-1).text).toBe('Type {order} into the form.');
  expect(sent.messages.at(-1).parts).toBe(undefined);
});

test.each([
  ['messages', 'post', {}],
  ['messages', 'post', { parts: {} }],
  ['decision', 'put', { outcome: 'goodwill' }],
] as const)('saying nothing at all is no answer: %s', async (noun, method, body) => {
  const number = await open();
  expect((await shop[method](`/v1/cases/${number}/${noun}`, body, shop.key())).status).toBe(400);
});

test('an answer is read from right to left where the language is', async () => {
  const number = await open({ locale: 'ur' });
  const answer = await (await preview(number, { text: 'ہم آپ کو فون کریں گے۔' })).json();
  expect(answer).toMatchObject({
    dir: 'rtl',
    language: 'ur',
    text: 'ہم آپ کو فون کریں گے۔',
    signatory: null,
    checks: [{ kind: 'undated_promise', part: 'text' }],
  });
});

test('a language nobody wrote checks for says that nothing was looked at', async () => {
  const answer = await (await preview(await open({ locale: 'tr' }), { text: 'Sizi arayacağız.' })).json();
  expect([answer.checks, answer.checkedFor]).toEqual([[], []]);
});

describe('whom and what it names', () => {
  test.each([
    [{ template: 'nowhere' }, 'template.not_found'],
    [{ parts: { apology: 'Sorry.' }, signatory: 'nobody' }, 'signatory.not_found'],
  ])('%j is refused', async (body, code) => {
    const answer = await preview(await open(), body);
    expect([answer.status, (await answer.json()).code]).toEqual([422, code]);
  });

  test('another merchant’s case and templates are not there', async () => {
    await furnish();
    const number = await open();
    expect((await preview(number, { text: 'Hello.' }, shop.strangersKey())).status).toBe(404);
    expect((await preview(number, { text: 'Hello.' }, {} as never)).status).toBe(401);
    expect((await (await shop.get('/v1/settings/templates', shop.strangersKey())).json()).document.templates).toEqual([]);
  });
});

describe('templates and signatories that make no sense are not published', () => {
  const paths = async (answer: Response) => [answer.status, ((await answer.json()).errors ?? []).map(({ path }: { path: string }) => path)];

  test.each([
    ['an unknown variable', { ...LATE, parts: { apology: 'Dear {custommer_name}' } }, ['templates.0.parts.apology']],
    ['an unknown signatory', { ...LATE, signatory: 'nobody' }, ['templates.0.signatory']],
    ['an unknown reason', { ...LATE, reasons: ['delivery.late', 'weather.bad'] }, ['templates.0.reasons.1']],
    ['nothing to say', { ...LATE, parts: {} }, ['templates.0.parts']],
  ])('%s', async (_, template, expected) => {
    await publish('signatories', { signatories: [OMAR] });
    expect(await paths(await publish('templates', { templates: [template] }))).toEqual([422, expected]);
  });

  test('the same template twice', async () => {
    await publish('signatories', { signatories: [OMAR] });
    expect(await paths(await publish('templates', { templates: [LATE, LATE] }))).toEqual([422, ['templates.1.id']]);
  });

  test.each([
    ['a web address', 'https://evil.example/a.png'],
    ['a drawing that may carry a script', `data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`],
    ['a page that calls itself a picture', `data:image/png;base64,${Buffer.from('<html>').toString('base64')}`],
    ['a JPEG that calls itself a PNG', JPEG.replace('jpeg', 'png')],
    ['half a picture', PNG.slice(0, -20)],
    [
      'a picture that is too large',
      `data:image/jpeg;base64,${Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(60_000), Buffer.from([0xff, 0xd9])]).toString('base64')}`,
    ],
  ])('%s as a signature', async (_, picture) => {
    expect(await paths(await publish('signatories', { signatories: [{ ...OMAR, picture }] }))).toEqual([422, ['signatories.0.picture']]);
  });

  test('a JPEG is a signature, and none is needed', async () => {
    expect(
      (
        await publish('signatories', {
          signatories: [
            { ...OMAR, picture: JPEG },
            { id: 'lena', name: 'Lena', role: 'Lead' },
          ],
        })
      ).status,
    ).toBe(200);
  });

  test('somebody who still signs a template cannot be taken away', async () => {
    await furnish();
    expect(await paths(await publish('signatories', { signatories: [] }, 1))).toEqual([422, ['signatories']]);
  });
});

import { afterEach, expect, test } from 'vitest';
import { createTestApp, lateKettle, type TestApp } from '../test-app.ts';

let shop: TestApp;
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

/** Fern has complained; the page behind her link. */
async function complain(over: object = {}) {
  shop = await createTestApp();
  const answer = await shop.post('/v1/public/cases', { ...lateKettle, ...over });
  const { case: opened } = (await answer.json()) as { case: { number: string; token: string } };
  const path = `/c/${opened.token}`;
  return {
    ...opened,
    path,
    read: async () => (await shop.get(path)).text(),
    staff: async (method: 'post' | 'put', noun: string, body: object) => {
      const done = await shop[method](`/v1/cases/${opened.number}/${noun}`, body, shop.key());
      expect(done.status).toBe(200);
      return (await done.json()) as { state: string; offered: { id: string }[] };
    },
    view: async () => (await shop.get(`/v1/cases/${opened.number}`, shop.key())).json(),
  };
}
const REFUND = { remedy: 'refund.partial', amount: { amount: 3000, currency: 'EUR' } };

test('the page tells whose turn it is, the next date and what was said, and nothing runs on it', async () => {
  const fern = await complain();
  const answer = await shop.get(fern.path);
  const page = await answer.text();

  expect(answer.status).toBe(200);
  for (const words of [
    'Your case',
    fern.number,
    'It is our turn',
    'Next date: March',
    lateKettle.story,
    'All my money back · <bdi>€54.90</bdi>',
    'Keep this link',
  ])
    expect(page).toContain(words);
  expect(page).not.toContain('<script');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'self' 'nonce-[\w-]+'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    ),
  });
});

test('the style of the page is there, and may be kept for long', async () => {
  const fern = await complain();
  const href = /href="(\/pages-[0-9a-f]+\.css)"/.exec(await fern.read())?.[1] ?? '';
  const style = await shop.get(href);
  expect([style.status, style.headers.get('content-type'), style.headers.get('cache-control')]).toEqual([
    200,
    'text/css; charset=utf-8',
    'public, max-age=31536000, immutable',
  ]);
});

test('a complaint in Greek is answered in Greek', async () => {
  const fern = await complain({ locale: 'el' });
  const page = await fern.read();
  expect(page).toContain('<html lang="el" dir="ltr">');
  expect(page).not.toContain('It is our turn');
});

test('what a customer writes is shown as words, never as a page', async () => {
  const fern = await complain({ story: '<img src=x onerror=alert(1)> & "more"' });
  const page = await fern.read();
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;more&quot;');
  expect(page).not.toContain('<img');
});

test('an unknown link says what to do, and tells nothing', async () => {
  const fern = await complain();
  const answer = await shop.get('/c/ct_unknown');
  const page = await answer.text();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  expect(page).toContain('We cannot find this case');
  expect(page).not.toContain(fern.number);
  expect((await shop.submit('/c/ct_unknown/reply', { text: 'Hello' })).status).toBe(404);
});

test('a message goes through the form once, however often it is pressed', async () => {
  const fern = await complain();
  const key = /name="key" value="([^"]+)"/.exec(await fern.read())?.[1] ?? '';

  const sent = await shop.submit(`${fern.path}/reply`, { key, text: 'It was order 1042.\r\nFrom Sunday.' });
  await shop.submit(`${fern.path}/reply`, { key, text: 'It was order 1042.\r\nFrom Sunday.' });

  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${fern.path}?done=reply_sent`]);
  expect(await (await shop.get(`${fern.path}?done=reply_sent`)).text()).toContain('Your message is with us');
  expect((await fern.view()).messages.map(({ text }: { text: string }) => text)).toEqual(['It was order 1042.\nFrom Sunday.']);
});

test('a receipt comes along with the message, and a program in disguise does not', async () => {
  const fern = await complain();
  const form = new FormData();
  form.set('text', 'Here is the receipt.');
  form.set('files', new File(['Kettle 54.90'], 'receipt.txt'));
  expect((await shop.submit(`${fern.path}/reply`, form)).status).toBe(303);
  expect((await fern.view()).messages[0].files).toMatchObject([{ name: 'receipt.txt', type: 'text/plain' }]);

  form.set('files', new File(['<!doctype html><script>'], 'receipt.txt'));
  const refused = await shop.submit(`${fern.path}/reply`, form);
  const page = await refused.text();
  expect(refused.status).toBe(422);
  expect(page).toContain('We can take pictures, PDF and text files.');
  expect(page).toContain('Here is the receipt.</textarea>');
});

test('an empty message is pointed out at its field', async () => {
  const fern = await complain();
  const answer = await shop.submit(`${fern.path}/reply`, { text: '  ' });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(page).toMatch(/role="alert"[^]*href="#reply-text">Please fill this in\./);
  expect(page).toMatch(/id="reply-text"[^>]*aria-describedby="reply-text-error" aria-invalid="true"/);
});

test('a wrong amount comes back with every word, and a right one reaches staff', async () => {
  const fern = await complain();
  const { offered } = await fern.staff('post', 'offers', REFUND);
  const wish = { offer: offered[0]!.id, remedy: 'refund.full', note: 'I had to buy another one.' };

  const wrong = await shop.submit(`${fern.path}/counter`, { ...wish, amount: 'a lot' });
  const page = await wrong.text();
  expect(wrong.status).toBe(422);
  expect(page).toContain('Please write an amount, as in 12.50.');
  for (const kept of ['value="a lot"', 'I had to buy another one.</textarea>', '<option value="refund.full" selected>', '<details open>'])
    expect(page).toContain(kept);

  expect((await shop.submit(`${fern.path}/counter`, { ...wish, amount: '54,90' })).headers.get('location')).toBe(
    `${fern.path}?done=counter_sent`,
  );
  expect((await fern.view()).offered[0]).toMatchObject({
    state: 'countered',
    counter: { remedy: 'refund.full', amount: { amount: 5490, currency: 'EUR' }, note: 'I had to buy another one.' },
  });
});

test('asking for something else, with nothing said, asks what', async () => {
  const fern = await complain();
  const { offered } = await fern.staff('post', 'offers', REFUND);
  const answer = await shop.submit(`${fern.path}/counter`, { offer: offered[0]!.id });
  expect([answer.status, (await answer.text()).includes('href="#counter-note"')]).toEqual([422, true]);
});

test('the whole way without JavaScript: offer, counter, offer, accept, done, confirmed, rated', async () => {
  const fern = await complain();
  const first = await fern.staff('post', 'offers', REFUND);
  expect(await fern.read()).toContain('A refund of €30.00');
  await shop.submit(`${fern.path}/counter`, { offer: first.offered[0]!.id, remedy: 'refund.full', amount: '54.90' });
  const second = await fern.staff('post', 'offers', { remedy: 'refund.full', amount: { amount: 5490, currency: 'EUR' } });
  const offer = second.offered[1]!.id;

  expect((await shop.submit(`${fern.path}/accept`, { offer })).headers.get('location')).toBe(`${fern.path}?done=accepted_notice`);
  expect((await shop.submit(`${fern.path}/accept`, { offer })).status).toBe(303);
  expect(await fern.read()).toContain('What we agreed');
  await fern.staff('put', 'fulfilment', { proof: { kind: 'refund_id', text: 'Refund re_1042' } });
  const asking = await fern.read();
  expect(asking).toContain('Was it put right?');
  expect(asking).toContain('Refund re_1042');

  await shop.submit(`${fern.path}/confirm`, {});
  expect(await fern.view()).toMatchObject({ state: 'closed', outcome: 'upheld_full' });
  await shop.submit(`${fern.path}/rate`, { stars: '5', effort: '2', note: 'Quick in the end.', publish: 'unnamed' });
  expect((await fern.view()).rating).toEqual({ stars: 5, effort: 2, text: 'Quick in the end.', mayPublish: true });
});

test('whether words may be shown, and whether with a name, are two answers, and both can be taken back', async () => {
  const fern = await complain();
  await shop.submit(`${fern.path}/withdraw`, { sure: 'yes', note: '' });
  expect(await fern.read()).toMatch(/name="publish" value="no" checked/);
  const rate = (publish?: string) =>
    shop.submit(`${fern.path}/rate`, { stars: '5', effort: '2', note: 'Quick in the end.', ...(publish && { publish }) });
  const said = { stars: 5, effort: 2, text: 'Quick in the end.' };
  await rate('named');
  expect((await fern.view()).rating).toEqual({ ...said, mayPublish: true, mayName: true });
  const asked = await fern.read();
  expect(asked).toMatch(/name="publish" value="named" checked/);
  expect(asked).toMatch(/type="hidden" name="note" value="Quick in the end."/);
  await rate('unnamed');
  expect((await fern.view()).rating).toEqual({ ...said, mayPublish: true });
  expect(await fern.read()).toMatch(/name="publish" value="unnamed" checked/);
  await rate('no');
  expect((await fern.view()).rating).toEqual({ ...said, mayPublish: false });
  expect(await fern.read()).not.toContain('name="publish"');
  await shop.put('/v1/public/case/rating', { stars: 5, mayName: true }, shop.bearer(fern.path.split('/').at(-1) ?? ''));
  expect((await fern.view()).rating).toEqual({ stars: 5 });
});

test('a choice among remedies is made with the yes', async () => {
  const fern = await complain();
  const { offered } = await fern.staff('post', 'offers', { ...REFUND, choices: [{ remedy: 'replacement' }] });
  expect(await fern.read()).toMatch(/type="radio" name="choice" value="replacement"/);
  await shop.submit(`${fern.path}/accept`, { offer: offered[0]!.id, choice: 'replacement' });
  expect((await fern.view()).agreed).toMatchObject({ remedy: 'replacement' });
});

test('“no, not yet” makes it a second failure and says so kindly', async () => {
  const fern = await complain();
  const { offered } = await fern.staff('post', 'offers', REFUND);
  await shop.submit(`${fern.path}/accept`, { offer: offered[0]!.id });
  await fern.staff('put', 'fulfilment', { proof: { kind: 'text', text: 'Sent.' } });
  const answer = await shop.submit(`${fern.path}/not_received`, { note: 'Nothing on my account.' });
  expect(await (await shop.get(answer.headers.get('location') ?? '')).text()).toContain(
    'We are sorry. Somebody senior is now looking into it.',
  );
  expect(await fern.view()).toMatchObject({ state: 'investigating', secondFailure: true });
});

test('an offer that was answered already, or whose date has passed, is told kindly', async () => {
  const fern = await complain();
  const { offered } = await fern.staff('post', 'offers', REFUND);
  const offer = offered[0]!.id;
  shop.forward({ days: 15 });
  const late = await shop.submit(`${fern.path}/accept`, { offer });
  expect([late.status, (await late.text()).includes('The date has passed.')]).toEqual([409, true]);

  shop.forward({ days: -15 });
  await shop.submit(`${fern.path}/decline`, { offer });
  const tooLate = await shop.submit(`${fern.path}/counter`, { offer, note: 'Forty would do.' });
  const page = await tooLate.text();
  expect(tooLate.status).toBe(409);
  expect(page).toContain('This was already answered. Your words are still below.');
  expect(page).toContain('Forty would do.</blockquote>');
});

test('an answer can be accepted, or looked at again once by somebody else', async () => {
  const fern = await complain();
  await fern.staff('put', 'decision', {
    outcome: 'not_upheld_explained',
    reasons: 'The parcel was signed for.',
    route: 'The ombudsman, ombudsman.example',
  });
  expect(await fern.read()).toContain('If you still disagree: The ombudsman');
  await shop.submit(`${fern.path}/appeal`, { note: 'Not by me.' });
  expect(await fern.view()).toMatchObject({ state: 'appeal' });

  const again = await shop.submit(`${fern.path}/appeal`, { note: 'Once more.' });
  expect(again.status).toBe(409);
});

test('taking it back asks once more, and then can be undone', async () => {
  const fern = await complain();
  const asked = await shop.submit(`${fern.path}/withdraw`, { note: 'It came after all.' });
  const page = await asked.text();
  expect([asked.status, page.includes('Yes, close my case'), page.includes('value="It came after all."')]).toEqual([200, true, true]);
  expect(await fern.view()).toMatchObject({ state: 'received' });

  await shop.submit(`${fern.path}/withdraw`, { note: 'It came after all.', sure: 'yes' });
  expect(await fern.view()).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  expect(await fern.read()).toContain('You can open it again until April');

  await shop.submit(`${fern.path}/reopen`, { note: 'It was the wrong kettle.' });
  expect(await fern.view()).toMatchObject({ state: 'investigating', secondFailure: false });
});

test('a closed case says so and keeps the words', async () => {
  const fern = await complain();
  await shop.submit(`${fern.path}/withdraw`, { sure: 'yes' });
  shop.forward({ days: 31 });
  const answer = await shop.submit(`${fern.path}/reply`, { text: 'One more thing.' });
  const page = await answer.text();
  expect(answer.status).toBe(409);
  expect(page).toContain('One more thing.</blockquote>');
  expect(page).not.toContain('action="' + fern.path + '/reopen"');
});

test.each([
  ['another page', { origin: 'https://thief.example' }],
  ['a page that hides where it is', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
])('a form sent by %s changes nothing', async (_, headers: Record<string, string>) => {
  const fern = await complain();
  expect((await shop.submit(`${fern.path}/withdraw`, { sure: 'yes' }, headers)).status).toBe(403);
  expect(await fern.view()).toMatchObject({ state: 'received' });
});

test('our own form is known by the browser’s word, since no-referrer hides even our own origin', async () => {
  const fern = await complain();
  const answer = await shop.submit(`${fern.path}/reply`, { text: 'Hello?' }, { origin: 'null', 'sec-fetch-site': 'same-origin' });
  expect(answer.status).toBe(303);
});

test('reloading a form that came back leads to the case again', async () => {
  const fern = await complain();
  const answer = await shop.get(`${fern.path}/reply`);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, fern.path]);
});

test('what cannot be done now is not shown', async () => {
  const fern = await complain();
  const page = await fern.read();
  for (const act of ['accept', 'decline', 'counter', 'confirm', 'appeal', 'reopen', 'rate'])
    expect(page).not.toContain(`${fern.path}/${act}"`);
  for (const act of ['reply', 'withdraw']) expect(page).toContain(`${fern.path}/${act}"`);
});

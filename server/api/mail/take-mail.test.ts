import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test, describe } from 'vitest';
import type { CaseView } from '#shared/contracts/case.ts';
import type { MailTaken } from '#shared/contracts/webhooks.ts';
import { hashOf } from '#server/secrets.ts';
import { insertReplyAddress } from '#server/store/received-mail.ts';
import { createTestApp, lateKettle } from '../test-app.ts';

const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}.eml`, import.meta.url), 'latin1');

/** The garden shop with Fern's complaint, of which a receipt was sent. */
async function openShop() {
  const shop = await createTestApp();
  onTestFinished(() => shop.close());
  shop.deps.mail = { from: 'Garden shop <hello@garden.example>', replyTo: 'reply@garden.example' };
  await shop.post('/v1/public/cases', lateKettle);
  const token = shop.deps.secrets.replyToken('case_000001');
  await shop.db.write([insertReplyAddress(hashOf(token), shop.site.merchantId, 'case_000001')]); // as sending the receipt does

  const post = (raw: string, headers = shop.key('write')) =>
    shop.request('/v1/mail/inbound', {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822', ...headers },
      body: Buffer.from(raw, 'latin1'),
    });
  return {
    shop,
    post,
    /** A mail comes in; `{token}` and `{letter}` in it stand for the case's address and our letter's id. */
    receive: async (name: string, change = (raw: string) => raw): Promise<MailTaken> => {
      const answer = await post(change(fixture(name)).replaceAll('{token}', token).replaceAll('{letter}', '<out_000001@garden.example>'));
      expect(answer.status).toBe(200);
      return (await answer.json()) as MailTaken;
    },
    look: async () => (await (await shop.get('/v1/cases/case_000001', shop.key())).json()) as CaseView,
    act: async (method: 'PUT' | 'POST', noun: string, body: object) => {
      const answer = await (method === 'PUT' ? shop.put : shop.post)(`/v1/cases/case_000001/${noun}`, body, shop.key());
      expect(answer.status).toBe(200);
    },
    letters: async () => Number((await shop.db.readOne("select count(*) as n from outbox where channel = 'mail'"))?.n),
    events: async () =>
      (await shop.db.read("select type from case_events where case_id = 'case_000001' order by number")).map(({ type }) => type),
  };
}
type Shop = Awaited<ReturnType<typeof openShop>>;

/** An offer, accepted, carried out and confirmed. */
async function settle({ shop, act }: Shop) {
  await act('PUT', 'investigation', {});
  await act('PUT', 'decision', { outcome: 'goodwill', reasons: 'We sent a new one.' });
  expect(
    (await shop.put('/v1/public/case/confirmation', { received: true }, shop.bearer(shop.deps.secrets.caseToken('case_000001')))).status,
  ).toBe(200);
}

/** Everything about a case but its number of events and the time of the last one. */
const unchanged = ({ version: _version, updatedAt: _updatedAt, ...rest }: CaseView) => rest;

describe('mail that nobody wrote changes nothing and is not answered', () => {
  test.each(['out-of-office-exchange', 'out-of-office-vacation', 'out-of-office-unmarked'])('%s', async (name) => {
    const shop = await openShop();
    await settle(shop);
    const before = await shop.look();
    const letters = await shop.letters();
    expect(await shop.receive(name)).toMatchObject({ result: 'noted', case: { id: 'case_000001' } });
    expect(unchanged(await shop.look())).toEqual(unchanged(before));
    expect(before.state).toBe('closed');
    expect((await shop.events()).at(-1)).toBe('mail_noted');
    expect(await shop.letters()).toBe(letters);
  });

  test('a bounce, which marks the letter that came back', async () => {
    const shop = await openShop();
    const before = await shop.look();
    await shop.shop.db.write([{ sql: "update outbox set state = 'sent'", args: [] }]);
    expect(await shop.receive('bounce')).toMatchObject({ result: 'bounced', case: { id: 'case_000001' } });
    expect(unchanged(await shop.look())).toEqual(unchanged(before));
    expect(await shop.shop.db.read('select state, last_error from outbox')).toMatchObject([
      { state: 'bounced', last_error: 'It came back: 5.1.1 fern@example.org' },
    ]);
  });

  test('a letter of ours that runs in a circle', async () => {
    const shop = await openShop();
    expect(await shop.receive('loop')).toMatchObject({ result: 'noted' });
    expect(await shop.receive('loop', (raw) => raw.replace('{letter}', '<relayed@list.example>'))).toMatchObject({ result: 'noted' });
    expect((await shop.look()).messages).toEqual([]);
  });

  test('an automatic mail about no case of ours opens none', async () => {
    const shop = await openShop();
    expect(
      await shop.receive('out-of-office-exchange', (raw) =>
        raw.replace('{token}', 'f'.repeat(32)).replaceAll('A7K-001', '').replace('out_000001', 'x'),
      ),
    ).toEqual({ result: 'ignored', case: null });
    expect((await shop.shop.db.readOne('select count(*) as n from cases'))?.n).toBe(1);
  });
});

test('a bare “thank you” on a case that is done is kept and changes nothing', async () => {
  const shop = await openShop();
  await settle(shop);
  const before = await shop.look();
  expect(await shop.receive('bare-thanks')).toMatchObject({ result: 'replied' });
  const after = await shop.look();
  expect(after).toMatchObject({
    state: 'closed',
    turn: 'none',
    secondFailure: before.secondFailure,
    outcome: before.outcome,
    clocks: before.clocks,
  });
  expect(after.messages.at(-1)?.text).toBe('Thank you so much! 😊');
});

test('a real answer on a closed case reopens it as a second failure', async () => {
  const shop = await openShop();
  await settle(shop);
  expect(await shop.receive('answer-gmail')).toMatchObject({ result: 'replied' });
  expect(await shop.look()).toMatchObject({ state: 'investigating', turn: 'us', secondFailure: true });
});

test('an answer after the window becomes a case of its own, and is not lost', async () => {
  const shop = await openShop();
  await settle(shop);
  shop.shop.forward({ days: 31 });
  expect(await shop.receive('answer-gmail')).toMatchObject({ result: 'opened', case: { number: 'A7K-002' } });
  expect((await shop.look()).state).toBe('closed');
});

test.each([
  ['answer-gmail', 'The kettle came, but it leaks at the bottom.\nCan you send another one?'],
  ['answer-outlook', 'Der Kessel ist undicht.\n\nBitte schicken Sie mir einen neuen.'],
  ['answer-apple', 'La bouilloire fuit.'],
])('of %s only what is new is kept', async (name, text) => {
  const shop = await openShop();
  expect(await shop.receive(name)).toMatchObject({ result: 'replied' });
  expect((await shop.look()).messages.at(-1)).toMatchObject({ from: 'customer', name: 'Fern', text });
});

test('the same mail twice is one mail, even at the same moment', async () => {
  const shop = await openShop();
  const results = await Promise.all([shop.receive('answer-gmail'), shop.receive('answer-gmail')]);
  results.push(await shop.receive('answer-gmail'));
  expect(results).toEqual(Array.from({ length: 3 }, () => ({ result: 'replied', case: { id: 'case_000001', number: 'A7K-001' } })));
  expect((await shop.look()).messages).toHaveLength(1);
});

test('an attached receipt is taken in by what is in it; a program under the name of a picture is not', async () => {
  const shop = await openShop();
  await shop.receive('attachment');
  expect((await shop.look()).messages.at(-1)).toMatchObject({
    text: 'Here is the receipt.',
    files: [{ name: 'receipt.png', type: 'image/png' }],
  });
  expect((await shop.events()).at(-1)).toBe('mail_noted');
});

test('a mail from somebody new becomes a complaint, in their letters, and is answered by a receipt', async () => {
  const shop = await openShop();
  expect(await shop.receive('greek-charset')).toMatchObject({ result: 'opened', case: { number: 'A7K-002' } });
  const opened = (await (await shop.shop.get('/v1/cases/A7K-002', shop.shop.key())).json()) as CaseView;
  expect(opened).toMatchObject({
    kind: 'complaint',
    responseExpected: true,
    locale: 'el',
    story: 'Τα λουλούδια μου\n\nΤα λουλούδια ήρθαν μαραμένα. Θέλω τα χρήματά μου πίσω.',
    customer: { name: 'Ελένη Παππά', email: 'eleni@example.org' },
  });
  expect(await shop.letters()).toBe(2);
});

describe('which case a mail is about', () => {
  const stripped = (raw: string) => raw.replace('reply+{token}@', 'hello@').replaceAll(/^In-Reply-To:.*\r\n/gm, '');

  test('the letter it answers', async () => {
    const shop = await openShop();
    expect(
      await shop.receive('answer-gmail', (raw) =>
        stripped(raw).replace('Message-ID:', 'In-Reply-To: {letter}\r\nMessage-ID:').replaceAll('A7K-001', ''),
      ),
    ).toMatchObject({ result: 'replied', case: { id: 'case_000001' } });
  });

  test('the thread it belongs to', async () => {
    const shop = await openShop();
    expect(
      await shop.receive('answer-gmail', (raw) =>
        stripped(raw).replace('Message-ID:', 'References: <case.{token}@garden.example>\r\nMessage-ID:').replaceAll('A7K-001', ''),
      ),
    ).toMatchObject({ result: 'replied' });
  });

  test('the number in its subject, from the customer of that case', async () => {
    const shop = await openShop();
    expect(await shop.receive('answer-gmail', stripped)).toMatchObject({ result: 'replied', case: { id: 'case_000001' } });
  });

  test('not the number alone: from anybody else it is a case of its own', async () => {
    const shop = await openShop();
    expect(await shop.receive('answer-gmail', (raw) => stripped(raw).replace('fern@example.org', 'mallory@example.org'))).toMatchObject({
      result: 'opened',
    });
  });
});

describe('who may bring mail in', () => {
  test('nobody without a key, nor with one that may only read', async () => {
    const { shop, post } = await openShop();
    expect((await post(fixture('answer-gmail'), { authorization: '' })).status).toBe(401);
    expect((await post(fixture('answer-gmail'), shop.key('read'))).status).toBe(403);
  });

  test('another merchant’s mail never reaches our case', async () => {
    const { shop, post, look } = await openShop();
    const answer = await post(
      fixture('answer-gmail').replaceAll('{token}', shop.deps.secrets.replyToken('case_000001')),
      shop.strangersKey('write'),
    );
    expect(await answer.json()).toMatchObject({ result: 'opened' });
    expect((await look()).messages).toEqual([]);
  });

  test('what is no mail is refused', async () => {
    const { post } = await openShop();
    expect((await post('')).status).toBe(422);
  });
});

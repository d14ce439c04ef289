import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTestApp, lateKettle } from '#server/api/test-app.ts';
import type { Deps } from '#server/api/context.ts';
import { couriersOf } from '#server/couriers.ts';
import { fanOut } from './fan-out.ts';
import { freePort, startMailServer, startPeer } from './fixtures/peers.ts';
import { deliverDue, type Postmaster } from './outbox.ts';

const SHOP_MAIL = { from: 'Garden shop <hello@garden.example>', replyTo: 'reply@garden.example' };

async function openShop() {
  const shop = await createTestApp();
  onTestFinished(() => shop.close());
  const deps: Deps = Object.assign(shop.deps, { mail: SHOP_MAIL, webhooksMayBePrivate: true });
  const complain = async (email: string) => {
    const answer = await shop.post('/v1/public/cases', { ...lateKettle, contact: { email } });
    expect(answer.status).toBe(201);
    return (await answer.json()) as { case: { number: string; token: string } };
  };
  /** A server with its own name, on the same database. */
  const serverAt = (smtpUrl: string | null, name = 'srv_1'): Postmaster & { round(): Promise<void> } => {
    const couriers = couriersOf(deps, smtpUrl);
    onTestFinished(() => couriers.forEach((courier) => courier.close()));
    const postmaster: Postmaster = { db: shop.db, now: deps.now, random: () => 0.5, name, couriers, log: deps.log };
    return { ...postmaster, round: async () => void (await fanOut(postmaster), await deliverDue(postmaster)) };
  };
  const states = async () => (await shop.db.read('select state from outbox order by seq')).map(({ state }) => state);
  return { shop, deps, complain, serverAt, states };
}

const people = (count: number) => Array.from({ length: count }, (_, i) => `customer${i}@example.org`);

describe('letters', () => {
  test('a mail server that is down for ten minutes delays every letter and loses none', async () => {
    const { shop, complain, serverAt, states } = await openShop();
    const port = await freePort();
    const server = serverAt(`smtp://127.0.0.1:${port}`);
    for (const email of people(12)) await complain(email);
    for (let seconds = 0; seconds < 600; seconds += 10) {
      await server.round();
      shop.forward({ minutes: 1 / 6 });
    }
    expect(new Set(await states())).toEqual(new Set(['waiting']));
    const mailServer = await startMailServer({ port });
    for (let i = 0; i < 60 && (await states()).includes('waiting'); i++) {
      shop.forward({ minutes: 1 });
      await server.round();
    }
    const all = (await shop.db.read('select id from outbox')).map(({ id }) => `<${String(id)}@garden.example>`);
    expect(mailServer.mails).toHaveLength(12);
    expect(new Set(mailServer.mails.map(({ messageId }) => messageId))).toEqual(new Set(all));
    expect(new Set(await states())).toEqual(new Set(['sent']));
  });

  test('two servers at once send each letter once', async () => {
    const { complain, serverAt } = await openShop();
    const mailServer = await startMailServer();
    for (const email of people(30)) await complain(email);
    await Promise.all([serverAt(mailServer.url, 'srv_1').round(), serverAt(mailServer.url, 'srv_2').round()]);
    expect(mailServer.envelopes).toHaveLength(30);
    expect(new Set(mailServer.envelopes.map(({ to }) => to[0]))).toEqual(new Set(people(30)));
  });

  test('what a server had in hand when it died is sent by another, later', async () => {
    const { shop, complain, serverAt } = await openShop();
    const mailServer = await startMailServer();
    await complain('fern@example.org');
    await shop.db.write([
      { sql: "update outbox set leased_by = 'srv_dead', leased_until = ?", args: [new Date(shop.now().getTime() + 60_000).toISOString()] },
    ]);
    const server = serverAt(mailServer.url);
    await server.round();
    expect(mailServer.mails).toHaveLength(0);
    shop.forward({ minutes: 2 });
    await server.round();
    expect(mailServer.mails).toHaveLength(1);
  });

  test('an address that does not exist is not tried again until somebody wants it', async () => {
    const { shop, complain, serverAt, states } = await openShop();
    let exists = false;
    const mailServer = await startMailServer({ refuse: () => (exists ? null : { code: 550, message: 'User unknown' }) });
    await complain('fern@example.org');
    const server = serverAt(mailServer.url);
    await server.round();
    expect(await states()).toEqual(['failed']);

    const maya = await shop.signIn('Maya', 'agent');
    const { items } = (await (await shop.get('/staff/outbox?state=failed', maya.headers)).json()) as {
      items: { id: string; error: string }[];
    };
    expect(items).toMatchObject([{ error: expect.stringContaining('User unknown') }]);
    exists = true;
    expect((await shop.post(`/staff/outbox/${items[0]?.id}/retry`, {}, maya.headers)).status).toBe(200);
    await server.round();
    expect(await states()).toEqual(['sent']);
    expect((await shop.post(`/staff/outbox/${items[0]?.id}/retry`, {}, maya.headers)).status).toBe(409);
  });

  test('after three days without success a letter is given up, and still there to be read', async () => {
    const { shop, complain, serverAt, states } = await openShop();
    await complain('fern@example.org');
    const server = serverAt(`smtp://127.0.0.1:${await freePort()}`);
    for (let hours = 0; hours < 71; hours++) {
      await server.round();
      shop.forward({ hours: 1 });
    }
    expect(await states()).toEqual(['waiting']);
    shop.forward({ hours: 3 });
    await server.round();
    expect(await states()).toEqual(['failed']);
  });

  test('without a mail server letters wait, and the staff page says so', async () => {
    const { shop, deps, complain, serverAt, states } = await openShop();
    await complain('fern@example.org');
    deps.mail = null;
    await serverAt(null).round();
    expect(await states()).toEqual(['waiting']);
    const maya = await shop.signIn('Maya', 'agent');
    expect(await (await shop.get('/staff/outbox', maya.headers)).json()).toMatchObject({
      mailServer: false,
      items: [{ to: 'fern@example.org', state: 'waiting' }],
    });
  });

  test('an address gets one receipt an hour, however often it complains', async () => {
    const { shop, complain, serverAt, states } = await openShop();
    const mailServer = await startMailServer();
    const server = serverAt(mailServer.url);
    for (let i = 0; i < 3; i++) await complain(i === 1 ? 'FERN@example.org' : 'fern@example.org');
    await server.round();
    expect(await states()).toEqual(['sent', 'skipped', 'skipped']);
    shop.forward({ minutes: 61 });
    await complain('fern@example.org');
    await server.round();
    expect(mailServer.mails).toHaveLength(2);
  });

  test('a receipt says that nobody wrote it, and can be answered into its case', async () => {
    const { deps, complain, serverAt } = await openShop();
    const mailServer = await startMailServer();
    const { case: opened } = await complain('fern@example.org');
    await serverAt(mailServer.url).round();
    const [mail] = mailServer.mails;
    const token = deps.secrets.replyToken('case_000001');
    expect(mail).toMatchObject({
      subject: `We have it: ${opened.number}`,
      messageId: '<out_000001@garden.example>',
      references: `<case.${token}@garden.example>`,
      from: { value: [{ name: 'Garden shop', address: 'hello@garden.example' }] },
      replyTo: { value: [{ address: `reply+${token}@garden.example` }] },
    });
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.text).toContain(`http://amends.test/c/${opened.token}`);
    expect(mail?.html).toContain(`<a href="http://amends.test/c/${opened.token}"`);
    expect(mailServer.envelopes[0]).toEqual({ from: `reply+${token}@garden.example`, to: ['fern@example.org'] });
  });

  test('a customer reads letters in their language and direction, and nobody’s words become markup', async () => {
    const { shop, serverAt } = await openShop();
    const mailServer = await startMailServer();
    await shop.post('/v1/public/cases', { ...lateKettle, locale: 'ar' });
    const [{ id } = { id: '' }] = (await shop.db.read('select id from cases')) as { id: string }[];
    await shop.put(`/v1/cases/${id}/investigation`, {}, shop.key());
    expect((await shop.post(`/v1/cases/${id}/messages`, { text: 'نعم <b>"now"</b> & soon' }, shop.key())).status).toBe(200);
    await serverAt(mailServer.url).round();
    const written = mailServer.mails.find(({ messageId }) => messageId === '<out_000002@garden.example>');
    expect(String(written?.html)).toMatch(/<html lang="ar" dir="rtl">/);
    expect(String(written?.html)).toContain('نعم &lt;b&gt;&quot;now&quot;&lt;/b&gt; &amp; soon');
    expect(written?.headers.has('auto-submitted')).toBe(false);
  });
});

describe('webhooks', () => {
  async function openHook(shop: Awaited<ReturnType<typeof openShop>>['shop'], url: string, events?: string[]) {
    const answer = await shop.post('/v1/webhook-endpoints', { url, events }, shop.key());
    expect(answer.status).toBe(201);
    return (await answer.json()) as { id: string; secret: string };
  }

  test('a program that answers 500, then not at all, then 200 hears of every event, each under one id', async () => {
    const { shop, complain, serverAt } = await openShop();
    const peer = await startPeer((_heard, count) => (count <= 3 ? { status: 500 } : count === 4 ? 'silence' : { status: 200 }));
    const { secret } = await openHook(shop, peer.url);
    const server = serverAt(null);
    for (const email of people(3)) await complain(email);
    const happened = Number((await shop.db.readOne('select count(*) as n from case_events'))?.n);
    for (let minutes = 0; minutes < 20; minutes++) {
      await server.round();
      shop.forward({ minutes: 1 });
    }
    const ids = peer.taken.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(happened);
    expect(new Set(ids).size).toBe(happened);
    expect(peer.heard).toHaveLength(happened + 4);
    const [first] = peer.taken;
    const signature = String(first?.headers['webhook-signature']);
    expect(
      new Webhook(secret).sign(
        String(first?.headers['webhook-id']),
        new Date(Number(first?.headers['webhook-timestamp']) * 1000),
        first?.body ?? '',
      ),
    ).toBe(signature);
  });

  test('what a program gets', async () => {
    const { shop, complain, serverAt } = await openShop();
    const peer = await startPeer();
    await openHook(shop, peer.url, ['receipt_sent']);
    await complain('fern@example.org');
    await serverAt(null).round();
    expect(peer.taken.map(({ body }) => JSON.parse(body) as object)).toMatchInlineSnapshot(`
      [
        {
          "data": {
            "case": {
              "agreed": null,
              "asked": [
                {
                  "amount": {
                    "amount": 5490,
                    "currency": "EUR",
                  },
                  "remedy": "refund.full",
                },
              ],
              "assignee": null,
              "customer": "cus_000001",
              "id": "case_000001",
              "kind": "complaint",
              "nextDueAt": "2026-03-03T12:00:00.000Z",
              "number": "A7K-001",
              "openedAt": "2026-03-02T12:00:00.000Z",
              "outcome": null,
              "reason": "delivery.not_received",
              "secondFailure": false,
              "severity": "normal",
              "state": "received",
              "tags": [],
              "team": null,
              "turn": "us",
              "updatedAt": "2026-03-02T12:00:00.000Z",
              "version": 2,
            },
            "event": {
              "at": "2026-03-02T12:00:00.000Z",
              "by": {
                "id": null,
                "name": null,
                "role": "customer",
              },
              "data": {
                "answerBy": "2026-03-03T12:00:00.000Z",
                "number": "A7K-001",
              },
              "number": 2,
              "seq": 2,
              "type": "receipt_sent",
            },
          },
          "timestamp": "2026-03-02T12:00:00.000Z",
          "type": "receipt_sent",
        },
      ]
    `);
  });

  test('a wish to be left alone for an hour is kept', async () => {
    const { shop, complain, serverAt } = await openShop();
    const peer = await startPeer((_heard, count) => (count === 1 ? { status: 503, headers: { 'retry-after': '3600' } } : { status: 200 }));
    await openHook(shop, peer.url, ['case_opened']);
    await complain('fern@example.org');
    const server = serverAt(null);
    for (let minutes = 0; minutes < 60; minutes += 5) {
      await server.round();
      shop.forward({ minutes: 5 });
    }
    expect(peer.heard).toHaveLength(1);
    shop.forward({ minutes: 1 });
    await server.round();
    expect(peer.taken).toHaveLength(1);
  });

  test('after three days of silence the endpoint is switched off, its owner is told, and a replay brings what was missed', async () => {
    const { shop, complain, serverAt } = await openShop();
    await shop.signIn('Omar', 'owner');
    let works = false;
    const peer = await startPeer(() => ({ status: works ? 200 : 500 }));
    const { id } = await openHook(shop, peer.url, ['case_opened']);
    const before = shop.now().toISOString();
    await complain('fern@example.org');
    const server = serverAt(null);
    for (let hours = 0; hours < 76; hours++) {
      await server.round();
      shop.forward({ hours: 1 });
    }
    const { items } = (await (await shop.get('/v1/webhook-endpoints', shop.key())).json()) as { items: object[] };
    expect(items).toMatchObject([{ id, disabledBecause: 'It answered 500.' }]);
    expect(await shop.db.read("select recipient from outbox where topic = 'notice'")).toMatchObject([{ recipient: 'omar@garden.example' }]);

    const heard = peer.heard.length;
    await complain('later@example.org');
    await server.round();
    expect(peer.heard).toHaveLength(heard);

    works = true;
    expect((await shop.put(`/v1/webhook-endpoints/${id}`, { enabled: true }, shop.key())).status).toBe(200);
    expect((await shop.post(`/v1/webhook-endpoints/${id}/replay?since=${before}`, {}, shop.key())).status).toBe(202);
    await server.round();
    expect(peer.taken.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual(['case_opened', 'case_opened']);
  });

  test('one event that a program cannot digest does not hold up the others', async () => {
    const { shop, complain, serverAt } = await openShop();
    const peer = await startPeer(({ body }) => ({ status: body.includes('"number":"A7K-001"') ? 500 : 200 }));
    await openHook(shop, peer.url, ['case_opened']);
    for (const email of people(5)) await complain(email);
    const server = serverAt(null);
    for (let minutes = 0; minutes < 5; minutes++) {
      await server.round();
      shop.forward({ minutes: 1 });
    }
    expect(peer.taken).toHaveLength(4);
  });

  test('a replay sends the same events under the same ids', async () => {
    const { shop, complain, serverAt } = await openShop();
    const peer = await startPeer();
    const { id } = await openHook(shop, peer.url);
    const server = serverAt(null);
    await complain('early@example.org');
    await server.round();
    shop.forward({ hours: 1 });
    const since = shop.now().toISOString();
    await complain('fern@example.org');
    await server.round();
    const all = peer.taken.map(({ headers }) => headers['webhook-id']);
    await shop.post(`/v1/webhook-endpoints/${id}/replay?since=${since}`, {}, shop.key());
    await Promise.all([server.round(), serverAt(null, 'srv_2').round()]);
    const again = peer.taken.slice(all.length).map(({ headers }) => headers['webhook-id']);
    expect(again).toHaveLength(all.length / 2);
    expect(new Set(again)).toEqual(new Set(all.slice(all.length / 2)));
  });
});

import { describe, expect, test } from 'vitest';
import { freePort, startMailServer, startMute, startPeer } from '../fixtures/peers.ts';
import type { Attempt } from './channel.ts';
import { createMailChannel, type MailParcel } from './mail.ts';
import { createWebhookChannel, type WebhookParcel } from './webhook.ts';
import { isPublic } from './addresses.ts';

const letter: MailParcel = {
  messageId: '<out_1@garden.example>',
  from: { name: 'Garden shop', address: 'hello@garden.example' },
  envelopeFrom: 'hello@garden.example',
  to: 'fern@example.org',
  replyTo: null,
  inReplyTo: null,
  references: [],
  subject: 'We have it',
  text: 'Thank you.',
  html: '<p>Thank you.</p>',
  locale: 'en',
  automatic: false,
};
const event: WebhookParcel = { id: 'msg_1', url: '', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', body: '{}', at: new Date() };
const TIMEOUT_MS = 400;

type Situation = 'takes it' | 'refuses for good' | 'asks for later' | 'is away' | 'says nothing';
type Way = { name: string; attempt(peer: Situation): Promise<Attempt> };

const byMail: Way = {
  name: 'mail',
  async attempt(peer) {
    const refusal =
      { 'refuses for good': { code: 550, message: 'No such person' }, 'asks for later': { code: 451, message: 'Greylisted' } }[
        peer as string
      ] ?? null;
    const port = peer === 'is away' ? await freePort() : peer === 'says nothing' ? await startMute() : null;
    const channel = createMailChannel(port === null ? (await startMailServer({ refuse: () => refusal })).url : `smtp://127.0.0.1:${port}`, {
      timeoutMs: TIMEOUT_MS,
    });
    return channel.deliver(letter).finally(() => channel.close());
  },
};

const byWebhook: Way = {
  name: 'webhook',
  async attempt(peer) {
    const status = { 'takes it': 204, 'refuses for good': 410, 'asks for later': 503 }[peer as string];
    const url = status
      ? (await startPeer(() => ({ status }))).url
      : `http://127.0.0.1:${peer === 'is away' ? await freePort() : await startMute()}`;
    return createWebhookChannel({ mayBePrivate: true, timeoutMs: TIMEOUT_MS }).deliver({ ...event, url });
  },
};

describe.each([byMail, byWebhook])('every way out keeps the same contract: $name', ({ attempt }) => {
  test.each<[Situation, Attempt['kind']]>([
    ['takes it', 'sent'],
    ['refuses for good', 'refused'],
    ['asks for later', 'later'],
    ['is away', 'later'],
    ['says nothing', 'later'],
  ])('when the other side %s, the attempt ends in time as “%s”', async (peer, kind) => {
    const before = Date.now();
    expect(await attempt(peer)).toMatchObject({ kind });
    expect(Date.now() - before).toBeLessThan(TIMEOUT_MS + 2000);
  });
});

test('a wish to be left alone for a while is heard', async () => {
  const { url } = await startPeer(() => ({ status: 429, headers: { 'retry-after': '120' } }));
  expect(await createWebhookChannel({ mayBePrivate: true }).deliver({ ...event, url })).toMatchObject({
    kind: 'later',
    retryAfterMs: 120_000,
  });
});

test('a redirect is not followed: it could lead anywhere', async () => {
  const secret = await startPeer();
  const { url } = await startPeer(() => ({ status: 307, headers: { location: secret.url } }));
  expect(await createWebhookChannel({ mayBePrivate: true }).deliver({ ...event, url })).toMatchObject({ kind: 'later' });
  expect(secret.heard).toEqual([]);
});

test.each([
  'https://127.0.0.1/',
  'https://localhost/',
  'https://[::1]/',
  'https://0x7f.1/',
  'https://169.254.169.254/latest',
  'https://10.1.2.3/',
  'https://[::ffff:192.168.0.1]/',
  'http://example.org/',
])('without leave, %s is never called', async (url) => {
  expect(await createWebhookChannel({ mayBePrivate: false }).deliver({ ...event, url })).toMatchObject({ kind: 'refused' });
});

test.each<[string, 4 | 6, boolean]>([
  ['93.184.215.14', 4, true],
  ['127.0.0.1', 4, false],
  ['100.64.0.1', 4, false],
  ['172.31.255.255', 4, false],
  ['172.32.0.1', 4, true],
  ['224.0.0.1', 4, false],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', 6, true],
  ['::1', 6, false],
  ['fe80::1', 6, false],
  ['fd00::1', 6, false],
  ['64:ff9b::7f00:1', 6, false],
  ['2002:7f00:1::', 6, false],
])('%s (IPv%i) is an address of the open internet: %s', (address, family, open) => {
  expect(isPublic({ address, family })).toBe(open);
});

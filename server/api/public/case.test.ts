import { afterEach, describe, expect, test } from 'vitest';
import type { CustomerCase } from '#shared/contracts/case.ts';
import { createTestApp, lateKettle, type TestApp } from '../test-app.ts';

let shop: TestApp;
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

/** Fern has complained and follows her link. */
async function complain(over: object = {}) {
  shop = await createTestApp();
  const { case: opened } = (await (await shop.post('/v1/public/cases', { ...lateKettle, ...over })).json()) as {
    case: { number: string; token: string };
  };
  const mine = shop.bearer(opened.token);
  const read = async (answer: Response) => (await answer.json()) as CustomerCase & { code?: string };
  return {
    number: opened.number,
    see: async () => read(await shop.get('/v1/public/case', mine)),
    put: (path: string, body: object) => shop.put(`/v1/public/case/${path}`, body, mine),
    say: (body: object, headers: Record<string, string> = {}) => shop.post('/v1/public/case/messages', body, { ...mine, ...headers }),
    read,
    staff: async (method: 'post' | 'put', noun: string, body: object) => {
      const answer = await shop[method](`/v1/cases/${opened.number}/${noun}`, body, shop.key());
      expect(answer.status).toBe(200);
      return (await answer.json()) as {
        offered: { id: string }[];
        messages: { text: string }[];
        state: string;
        secondFailure: boolean;
        outcome: string;
      };
    },
    view: async () => (await shop.get(`/v1/cases/${opened.number}`, shop.key())).json(),
  };
}
const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' });

test('the customer sees their case, and nothing that is only for staff', async () => {
  const fern = await complain();
  await fern.staff('post', 'notes', { text: 'She sounds reasonable.' });
  const seen = await fern.see();
  expect(seen).toMatchObject({
    number: fern.number,
    state: 'received',
    stateText: 'Received',
    turn: 'us',
    story: lateKettle.story,
    asked: [{ remedy: 'refund.full', title: 'All my money back' }],
    steps: [{ state: 'received', text: 'Received' }],
    merchant: { name: 'Garden shop' },
    can: ['reply', 'withdraw'],
  });
  const text = JSON.stringify(seen);
  for (const secret of ['She sounds reasonable', 'severity', 'proposals', 'assignee', 'clocks', 'secondFailure', 'notes'])
    expect(text).not.toContain(secret);
});

test('from the complaint to a closed case that was put right in full', async () => {
  const fern = await complain();
  const first = await fern.staff('post', 'offers', { remedy: 'refund.partial', amount: euros(30) });
  expect(await fern.see()).toMatchObject({
    state: 'offer_made',
    turn: 'customer',
    offers: [{ state: 'open', money: euros(30) }],
    can: ['reply', 'accept', 'decline', 'counter', 'withdraw'],
  });

  await fern.put(`offers/${first.offered[0]!.id}`, {
    answer: 'countered',
    remedy: 'refund.full',
    amount: euros(54),
    note: 'I paid for it.',
  });
  expect(await fern.see()).toMatchObject({
    state: 'negotiating',
    turn: 'us',
    offers: [{ state: 'countered', counter: { remedy: 'refund.full', amount: euros(54), note: 'I paid for it.' } }],
  });

  const second = await fern.staff('post', 'offers', { remedy: 'refund.full', amount: euros(54) });
  await fern.put(`offers/${second.offered[1]!.id}`, { answer: 'accepted' });
  expect(await fern.see()).toMatchObject({ state: 'fulfilling', turn: 'us', agreed: { remedy: 'refund.full', amount: euros(54) } });

  await fern.staff('put', 'fulfilment', { proof: { kind: 'refund_id', text: 're_1042' } });
  expect(await fern.see()).toMatchObject({ state: 'fulfilled', turn: 'customer' });

  await fern.put('confirmation', { received: true });
  await fern.put('rating', { stars: 5, effort: 2 });
  const closed = await fern.see();
  expect(closed).toMatchObject({ state: 'closed', turn: 'none', outcome: 'upheld_full', rating: { stars: 5, effort: 2 } });
  expect(closed.steps.map(({ state }) => state)).toEqual([
    'received',
    'offer_made',
    'negotiating',
    'offer_made',
    'fulfilling',
    'fulfilled',
    'closed',
  ]);
});

test('saying yes twice is one yes, with one event', async () => {
  const fern = await complain();
  const { offered } = await fern.staff('post', 'offers', { remedy: 'refund.full', amount: euros(54) });
  const answers = await Promise.all([1, 2, 3].map(() => fern.put(`offers/${offered[0]!.id}`, { answer: 'accepted' })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const events = (await (await shop.get(`/v1/cases/${fern.number}/events`, shop.key())).json()) as { items: { type: string }[] };
  expect(events.items.filter(({ type }) => type === 'offer_accepted')).toHaveLength(1);
});

test.each([
  [
    'an offer that was declined',
    async (fern: Awaited<ReturnType<typeof complain>>, offer: string) => fern.put(`offers/${offer}`, { answer: 'declined' }),
  ],
  ['an offer whose date has passed', async () => shop.forward({ days: 15 })],
])('%s cannot be accepted any more', async (_, happen) => {
  const fern = await complain();
  const { offered } = await fern.staff('post', 'offers', { remedy: 'apology' });
  await happen(fern, offered[0]!.id);
  expect((await fern.put(`offers/${offered[0]!.id}`, { answer: 'accepted' })).status).toBe(409);
});

test('only a remedy that was offered can be chosen', async () => {
  const fern = await complain();
  const { offered } = await fern.staff('post', 'offers', { remedy: 'replacement', choices: [{ remedy: 'repair' }] });
  const answer = await fern.put(`offers/${offered[0]!.id}`, { answer: 'accepted', choice: 'refund.full' });
  expect([answer.status, (await fern.read(answer)).code]).toEqual([422, 'remedy.not_a_choice']);
  expect(await fern.read(await fern.put(`offers/${offered[0]!.id}`, { answer: 'accepted', choice: 'repair' }))).toMatchObject({
    agreed: { remedy: 'repair' },
  });
});

test('after the third counter a senior person decides', async () => {
  const fern = await complain();
  for (const round of [0, 1, 2]) {
    const { offered } = await fern.staff('post', 'offers', { remedy: 'refund.partial', amount: euros(10 + round) });
    expect((await fern.put(`offers/${offered[round]!.id}`, { answer: 'countered', amount: euros(40) })).status).toBe(200);
  }
  const { offered } = await fern.staff('post', 'offers', { remedy: 'refund.partial', amount: euros(20) });
  expect((await fern.see()).can).not.toContain('counter');
  const answer = await fern.put(`offers/${offered[3]!.id}`, { answer: 'countered', amount: euros(40) });
  expect([answer.status, (await fern.read(answer)).code]).toEqual([422, 'offer.too_many_counters']);
});

describe('a message', () => {
  test('is sent once for each key, and another one is refused', async () => {
    const fern = await complain();
    const sent = await Promise.all([1, 2, 3].map(() => fern.say({ text: 'Order 1042.', idempotencyKey: 'm1' })));
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await fern.say({ text: 'Order 1042.' }, { 'idempotency-key': 'm1' })).status).toBe(201);
    expect((await fern.see()).messages).toHaveLength(1);
    const other = await fern.say({ text: 'Something else.', idempotencyKey: 'm1' });
    expect([other.status, (await fern.read(other)).code]).toEqual([409, 'idempotency.reused']);
    await fern.say({ text: 'Order 1042.' });
    expect((await fern.see()).messages).toHaveLength(2);
  });

  test('puts the turn with us until somebody answers', async () => {
    const fern = await complain();
    await fern.staff('post', 'offers', { remedy: 'apology' });
    await fern.say({ text: 'When would that be?' });
    expect(await fern.see()).toMatchObject({ state: 'offer_made', turn: 'us' });
    await fern.staff('post', 'messages', { text: 'Tomorrow.' });
    expect(await fern.see()).toMatchObject({ turn: 'customer', messages: [{ from: 'customer' }, { from: 'us', text: 'Tomorrow.' }] });
  });

  test('answers a question that was asked', async () => {
    const fern = await complain();
    await fern.staff('put', 'question', { text: 'Which kettle?', replyBy: '2026-03-09T12:00:00.000Z' });
    expect(await fern.see()).toMatchObject({ state: 'info_needed', turn: 'customer', nextDate: '2026-03-09T12:00:00.000Z' });
    await fern.say({ text: 'The red one.' });
    expect(await fern.see()).toMatchObject({ state: 'investigating', turn: 'us' });
  });

  test('of thanks alone leaves a closed case closed, any other opens it again', async () => {
    const fern = await complain();
    await fern.put('withdrawal', {});
    await fern.say({ text: 'Thank you!' });
    expect((await fern.see()).state).toBe('closed');
    await fern.say({ text: 'It is broken again.' });
    expect((await fern.see()).state).toBe('investigating');
  });
});

test('a decision is looked at again once, by somebody else', async () => {
  const fern = await complain();
  await fern.staff('put', 'decision', { outcome: 'not_upheld_explained', reasons: 'It was signed for.', route: 'ombudsman.example' });
  expect(await fern.see()).toMatchObject({
    state: 'decision_sent',
    route: 'ombudsman.example',
    can: ['reply', 'accept_decision', 'appeal', 'withdraw'],
  });
  expect(await fern.read(await fern.put('appeal', { note: 'Not by me.' }))).toMatchObject({ state: 'appeal', turn: 'us' });
  expect((await fern.put('appeal', {})).status).toBe(409);
});

test('“not received” is a second failure', async () => {
  const fern = await complain();
  const { offered } = await fern.staff('post', 'offers', { remedy: 'refund.full', amount: euros(54) });
  await fern.put(`offers/${offered[0]!.id}`, { answer: 'accepted' });
  await fern.staff('put', 'fulfilment', { proof: { kind: 'text', text: 'Sent.' } });
  await fern.put('confirmation', { received: false, note: 'Nothing here.' });
  expect(await fern.view()).toMatchObject({ state: 'investigating', secondFailure: true });
});

test('a case can be opened again for a month, and then not any more', async () => {
  const fern = await complain();
  await fern.put('withdrawal', { note: 'Found it.' });
  shop.forward({ days: 29 });
  expect(await fern.read(await fern.put('reopening', { note: 'Lost again.' }))).toMatchObject({ state: 'investigating' });
  await fern.put('withdrawal', {});
  shop.forward({ days: 31 });
  const late = await fern.put('reopening', {});
  expect([late.status, (await fern.read(late)).code]).toEqual([409, 'case.reopen_too_late']);
  expect((await fern.see()).can).not.toContain('reopen');
});

test.each([
  ['too many stars', 'rating', { stars: 6 }],
  ['half a star', 'rating', { stars: 2.5 }],
  ['neither yes nor no', 'confirmation', { note: 'well' }],
  ['an answer nobody knows', 'offers/off_1', { answer: 'perhaps' }],
])('%s is malformed', async (_, path, body) => {
  const fern = await complain();
  expect((await fern.put(path, body)).status).toBe(400);
});

test.each<[string, Record<string, string>, number, string]>([
  ['without a link', {}, 401, 'key.missing'],
  ['with a key of another kind', { authorization: 'Bearer sk_mer_garden_admin' }, 401, 'key.missing'],
  ['with a link that is cut off', { authorization: 'Bearer ct_short' }, 404, 'case.not_found'],
])('nobody opens a case %s', async (_, headers, status, code) => {
  await complain();
  for (const answer of [
    await shop.get('/v1/public/case', headers),
    await shop.post('/v1/public/case/messages', { text: 'Hello' }, headers),
    await shop.put('/v1/public/case/withdrawal', {}, headers),
  ]) {
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  }
});

test('a link opens its own case only', async () => {
  const fern = await complain();
  const other = (await (await shop.post('/v1/public/cases', { ...lateKettle, siteKey: 'pk_stranger', story: 'Theirs.' })).json()) as {
    case: { token: string; number: string };
  };
  const seen = (await (await shop.get('/v1/public/case', shop.bearer(other.case.token))).json()) as CustomerCase;
  expect([seen.story, seen.merchant.name, (await fern.see()).story]).toEqual(['Theirs.', 'Another shop', lateKettle.story]);
  const { offered } = await fern.staff('post', 'offers', { remedy: 'apology' });
  expect((await shop.put(`/v1/public/case/offers/${offered[0]!.id}`, { answer: 'accepted' }, shop.bearer(other.case.token))).status).toBe(
    409,
  );
  expect((await fern.see()).state).toBe('offer_made');
});

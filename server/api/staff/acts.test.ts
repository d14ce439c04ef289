import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseView } from '#shared/contracts/case.ts';
import { daysAfter, NOON } from '#shared/fixtures/cast.ts';
import { createTestApp, lateKettle, type TestApp } from '../test-app.ts';

let shop: TestApp;
let lena: { id: string; headers: Record<string, string> };
let viewer: typeof lena;
let strangersLead: typeof lena;
beforeAll(async () => {
  shop = await createTestApp();
  lena = await shop.signIn('Lena', 'lead');
  viewer = await shop.signIn('Vera', 'viewer');
  strangersLead = await shop.signIn('Sven', 'lead', shop.stranger.merchantId);
});
afterAll(() => shop.close());

const euro = (amount: number) => ({ amount, currency: 'EUR' });
const inTwoDays = daysAfter(NOON, 2);

type Step = { method: 'put' | 'post' | 'remove'; path: string; body?: object };
const put = (path: string, body: object = {}): Step => ({ method: 'put', path, body });
const post = (path: string, body: object = {}): Step => ({ method: 'post', path, body });
const remove = (path: string, body?: object): Step => ({ method: 'remove', path, ...(body && { body }) });

const take = put('investigation');
const offer = post('offers', { remedy: 'refund.full', amount: euro(5490), message: 'All of it, today.' });
const sayYes = put('offers/{offer}', { answer: 'accepted', note: 'Fern said yes on the phone at noon.' });
const decide = put('decision', { outcome: 'not_upheld_explained', reasons: 'The parcel was handed over.', route: 'The arbitration board' });
const promise = post('promises', { text: 'I call you', dueAt: inTwoDays });

type Act = { name: string; from?: Step[]; act: Step; shows: object; kind?: 'feedback' };
const ACTS: Act[] = [
  { name: 'take it', act: put('investigation', { severity: 'high' }), shows: { state: 'investigating', severity: 'high' } },
  { name: 'ask the customer', act: put('question', { text: 'Which address?' }), shows: { state: 'info_needed', turn: 'customer' } },
  {
    name: 'wait for the carrier',
    from: [take],
    act: put('third-party', { who: 'the carrier', chaseAt: inTwoDays }),
    shows: { state: 'waiting_third_party', thirdParty: { who: 'the carrier', chaseAt: inTwoDays } },
  },
  {
    name: 'stop waiting',
    from: [take, put('third-party', { who: 'the carrier', chaseAt: inTwoDays })],
    act: remove('third-party'),
    shows: { state: 'investigating', thirdParty: null },
  },
  {
    name: 'offer a remedy',
    act: offer,
    shows: { state: 'offer_made', offered: [{ remedy: 'refund.full', money: euro(5490), state: 'open' }] },
  },
  {
    name: 'offer what was asked for, without typing the sum',
    act: post('offers', { remedy: 'refund.full' }),
    shows: { state: 'offer_made', offered: [{ money: euro(5490) }] },
  },
  {
    name: 'take an offer back',
    from: [offer],
    act: put('offers/{offer}/withdrawal', { reason: 'The wrong sum.' }),
    shows: { state: 'investigating', offered: [{ state: 'withdrawn' }] },
  },
  {
    name: 'write down a yes said on the phone',
    from: [offer],
    act: sayYes,
    shows: { state: 'fulfilling', agreed: { remedy: 'refund.full', amount: euro(5490) } },
  },
  {
    name: 'write to the customer',
    act: post('messages', { text: 'I am on it.' }),
    shows: { state: 'received', messages: [{ from: 'us', name: 'Lena', text: 'I am on it.' }] },
  },
  {
    name: 'note something among colleagues',
    act: post('notes', { text: 'Called the carrier.' }),
    shows: { notes: [{ text: 'Called the carrier.' }] },
  },
  {
    name: 'say that it was done, with proof',
    from: [offer, sayYes],
    act: put('fulfilment', { proof: { kind: 'refund_id', text: 're_1042' } }),
    shows: { state: 'fulfilled', proof: { kind: 'refund_id', text: 're_1042' } },
  },
  {
    name: 'say that it could not be done',
    from: [offer, sayYes],
    act: put('failure', { note: 'The card was closed.' }),
    shows: { state: 'negotiating', severity: 'high' },
  },
  { name: 'decide', act: decide, shows: { state: 'decision_sent', outcome: 'not_upheld_explained', route: 'The arbitration board' } },
  {
    name: 'close what needs no answer',
    kind: 'feedback',
    act: put('resolution', { note: 'Thank you.' }),
    shows: { state: 'closed', outcome: 'answered' },
  },
  {
    name: 'name the way outside',
    from: [decide],
    act: put('deadlock', { letter: 'We cannot agree.', route: 'The arbitration board' }),
    shows: { state: 'closed', outcome: 'deadlock' },
  },
  { name: 'mark it as spam', act: put('spam'), shows: { state: 'closed', outcome: 'spam' } },
  { name: 'take “spam” back', from: [put('spam')], act: remove('spam'), shows: { state: 'received', outcome: null } },
  {
    name: 'open it again',
    from: [decide, put('deadlock', { letter: 'No.', route: 'The board' })],
    act: put('reopening', { note: 'She called.' }),
    shows: { state: 'investigating', secondFailure: true },
  },
  {
    name: 'give it to a colleague',
    act: put('assignment', { assignee: '{lena}', team: 'delivery' }),
    shows: { assignee: { name: 'Lena' }, team: 'delivery' },
  },
  { name: 'make it more urgent', act: put('escalation', { note: 'She leaves on Friday.' }), shows: { severity: 'high' } },
  { name: 'tag it', act: put('tags', { tags: ['kettle', 'kettle', 'vip'] }), shows: { tags: ['kettle', 'vip'] } },
  {
    name: 'say what it is really about',
    act: put('reason', { reason: 'delivery.late', rootCause: 'carrier' }),
    shows: { reason: 'delivery.late', rootCause: 'carrier' },
  },
  {
    name: 'promise something by a date',
    act: promise,
    shows: { promises: [{ text: 'I call you', owner: 'Lena', dueAt: inTwoDays, state: 'pending' }] },
  },
  { name: 'keep a promise', from: [promise], act: put('promises/{promise}', { state: 'kept' }), shows: { promises: [{ state: 'kept' }] } },
  {
    name: 'move a promise',
    from: [promise],
    act: put('promises/{promise}', { state: 'renegotiated', dueAt: daysAfter(NOON, 4) }),
    shows: { promises: [{ state: 'pending', dueAt: daysAfter(NOON, 4) }] },
  },
  { name: 'merge it into the older case', act: put('merge', { into: '{older}' }), shows: { state: 'closed', outcome: 'duplicate' } },
];

let older = '';
async function open(kind: 'complaint' | 'feedback' = 'complaint'): Promise<CaseView> {
  const story = kind === 'feedback' ? { siteKey: 'pk_garden', kind, story: 'A lid that stays open would help.', locale: 'en' } : lateKettle;
  const { number } = (await (await shop.post('/v1/public/cases', story)).json()).case;
  return (await shop.get(`/staff/cases/${number}`, lena.headers)).json();
}

/** Sends one act. `{offer}` and the like stand for what the case has by then. */
async function send({ method, path, body }: Step, on: CaseView, more: object, headers: Record<string, string>): Promise<Response> {
  const known: Record<string, string | undefined> = { offer: on.offered.at(-1)?.id, promise: on.promises.at(-1)?.id, lena: lena.id, older };
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? 'nothing');
  const filled = JSON.parse(fill(JSON.stringify({ ...body, ...more }))) as object;
  return shop[method](
    `/staff/cases/${on.id}/${fill(path)}`,
    method === 'remove' && !body && Object.keys(more).length === 0 ? undefined : filled,
    headers,
  );
}

async function ready({ kind, from = [] }: Act): Promise<CaseView> {
  let current = await open(kind);
  for (const step of from) {
    const answer = await send(step, current, {}, lena.headers);
    expect(answer.status).toBe(200);
    current = await answer.json();
  }
  return current;
}

const readAgain = async ({ id }: CaseView): Promise<CaseView> => (await shop.get(`/staff/cases/${id}`, lena.headers)).json();

describe.each(ACTS)('on a case, staff can $name', (one) => {
  test('with the version they have seen, and see the case after it', async () => {
    older = (await open()).number;
    const before = await ready(one);
    const answer = await send(one.act, before, { version: before.version }, lena.headers);
    expect(answer.status).toBe(200);
    const after: CaseView = await answer.json();
    expect(after).toMatchObject(one.shows);
    expect(after.version).toBeGreaterThan(before.version);
    expect(await readAgain(before)).toEqual(after);
  });

  test('but not on a case that has changed since: they are shown the newer one', async () => {
    older = (await open()).number;
    const before = await ready(one);
    const newer: CaseView = await (
      await send(
        before.state === 'closed' ? post('notes', { text: 'Meanwhile.' }) : put('tags', { tags: ['meanwhile'] }),
        before,
        {},
        lena.headers,
      )
    ).json();
    for (const answer of [
      await send(one.act, before, { version: before.version }, lena.headers),
      await send(one.act, before, {}, { ...lena.headers, 'if-match': `"${before.version}"` }),
    ]) {
      expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ code: 'case.changed_meanwhile', case: newer })]);
    }
    expect(await readAgain(before)).toEqual(newer);
  });

  test('only if they work on cases, and only in their own shop', async () => {
    older = (await open()).number;
    const before = await ready(one);
    const [looking, strange] = [await send(one.act, before, {}, viewer.headers), await send(one.act, before, {}, strangersLead.headers)];
    expect([looking.status, (await looking.json()).code]).toEqual([403, expect.stringMatching(/^(staff\.not_allowed|case\.lead_needed)$/)]);
    expect(strange.status).toBe(404);
    expect(await readAgain(before)).toEqual(before);
  });
});

test('with the newest version in If-Match an act is done', async () => {
  const before = await open();
  const answer = await send(take, before, {}, { ...lena.headers, 'if-match': `"${before.version}"` });
  expect([answer.status, (await answer.json()).state]).toEqual([200, 'investigating']);
});

test('an If-Match that is no version is refused, rather than passed over', async () => {
  const before = await open();
  const answer = await send(take, before, {}, { ...lena.headers, 'if-match': '"yesterday"' });
  expect([answer.status, (await answer.json()).code]).toEqual([400, 'request.malformed']);
  expect((await readAgain(before)).state).toBe('received');
});

test('an agent may not give away more than their limit, nor do what is a lead’s', async () => {
  const maya = await shop.signIn('Maya', 'agent');
  const before = await open();
  const tooMuch = await send(offer, before, {}, maya.headers);
  expect([tooMuch.status, (await tooMuch.json()).code]).toEqual([403, 'remedy.over_authority']);
  const decided: CaseView = await (await send(decide, before, {}, maya.headers)).json();
  const deadlock = await send(put('deadlock', { letter: 'No.', route: 'The board' }), decided, {}, maya.headers);
  expect([deadlock.status, (await deadlock.json()).code]).toEqual([403, 'case.lead_needed']);
  expect(decided.can).not.toContain('deadlock');
});

test('a case is never given to somebody who does not work here', async () => {
  const before = await open();
  for (const assignee of ['nobody', strangersLead.id]) {
    const answer = await send(put('assignment', { assignee }), before, {}, lena.headers);
    expect([answer.status, (await answer.json()).code]).toEqual([404, 'staff.not_found']);
  }
});

test('a case that came by telephone is opened by staff, not by who may only look', async () => {
  const call = { kind: 'complaint', story: 'She called: the kettle leaks.', channel: 'phone', contact: { name: 'Gül' } };
  expect((await shop.post('/staff/cases', call, viewer.headers)).status).toBe(403);
  const answer = await shop.post('/staff/cases', call, lena.headers);
  expect([answer.status, await answer.json()]).toEqual([
    201,
    expect.objectContaining({ state: 'received', story: call.story, site: shop.site.id }),
  ]);
});

test('nothing of all this broke on our side', () => {
  expect(shop.failures).toEqual([]);
});

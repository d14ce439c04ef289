import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AwaitedApproval, CaseView } from '#shared/contracts/case.ts';
import { letTimePass } from '#server/jobs/time-passes.ts';
import { doingFor } from '../context.ts';
import { createTestApp, lateKettle, type TestApp } from '../test-app.ts';

let shop: TestApp;
type Person = { id: string; headers: Record<string, string> };
let maya: Person;
let noor: Person;
let lena: Person;
let omar: Person;
let vera: Person;
beforeAll(async () => {
  shop = await createTestApp();
  [maya, noor, lena, omar, vera] = [
    await shop.signIn('Maya', 'agent'),
    await shop.signIn('Noor', 'agent'),
    await shop.signIn('Lena', 'lead'),
    await shop.signIn('Omar', 'owner'),
    await shop.signIn('Vera', 'viewer'),
  ];
});
afterAll(() => shop.close());

const euro = (amount: number) => ({ amount, currency: 'EUR' });
const read = async (answer: Response) => ({
  status: answer.status,
  body: (await answer.json()) as CaseView & { code?: string; detail?: string; case?: CaseView },
});
let customers = 0;

/** A complaint of somebody new, or of a customer who is logged in. */
async function complain(own: object = {}, customer?: string): Promise<string> {
  const who = customer
    ? { identityToken: await shop.identityToken({ sub: customer, name: customer }) }
    : { contact: { email: `customer${++customers}@example.org` } };
  const { case: opened } = (await (await shop.post('/v1/public/cases', { ...lateKettle, ...who, ...own })).json()) as {
    case: { number: string };
  };
  return opened.number;
}

const by = (person: Person) => ({
  offer: (number: string, cents: number, own: object = {}) =>
    shop.post(`/staff/cases/${number}/offers`, { remedy: 'refund.full', amount: euro(cents), ...own }, person.headers).then(read),
  answer: (number: string, offerId: string, body: object) =>
    shop.put(`/staff/cases/${number}/offers/${offerId}/approval`, body, person.headers).then(read),
  takeBack: (number: string, offerId: string) =>
    shop.request(`/staff/cases/${number}/offers/${offerId}/approval`, { method: 'DELETE', headers: person.headers }).then(read),
  see: (number: string) =>
    shop
      .get(`/staff/cases/${number}`, person.headers)
      .then(read)
      .then(({ body }) => body),
  waiting: () =>
    shop.get('/staff/approvals', person.headers).then(async (answer) => ((await answer.json()) as { items: AwaitedApproval[] }).items),
});
const pendingOn = ({ approvals = [] }: CaseView) => approvals.find(({ state }) => state === 'pending')?.offerId ?? 'off_none';

/** Publishes limits; the shop's own are an agent's 50.00. */
async function setLimits(limits: object[], more: object = {}) {
  const { version } = (await (await shop.get('/staff/settings/authority', omar.headers)).json()) as { version: number };
  const answer = await shop.put('/staff/settings/authority', { limits, ...more }, { ...omar.headers, 'if-match': `"${version}"` });
  expect(answer.status).toBe(200);
}

describe('a remedy above a limit', () => {
  test('an agent limited to 50.00 offering 80.00 cannot; a lead approves; the same lead cannot approve her own', async () => {
    const number = await complain();
    const refusal = await by(maya).offer(number, 8000);
    expect([refusal.status, refusal.body.code]).toEqual([403, 'remedy.over_authority']);
    const asked = await by(maya).offer(number, 8000, {
      requestApproval: true,
      approvalNote: 'She waited nine days.',
      message: 'We are sorry.',
    });
    expect([asked.status, asked.body.state, asked.body.offered]).toEqual([200, 'received', []]);
    expect(asked.body.approvals).toMatchObject([
      { state: 'pending', amount: euro(8000), over: ['amount'], proposedBy: { id: maya.id, name: 'Maya' }, note: 'She waited nine days.' },
    ]);
    const approved = await by(lena).answer(number, pendingOn(asked.body), { approved: true });
    expect([approved.status, approved.body.state]).toEqual([200, 'offer_made']);
    expect(approved.body.offered).toMatchObject([{ id: pendingOn(asked.body), money: euro(8000), state: 'open' }]);

    await setLimits([
      { role: 'agent', maxAmount: 5000 },
      { role: 'lead', maxAmount: 6000 },
    ]);
    const other = await complain();
    const own = await by(lena).offer(other, 8000, { requestApproval: true });
    expect(own.body.approvals).toMatchObject([{ state: 'pending', proposedBy: { name: 'Lena' } }]);
    const herself = await by(lena).answer(other, pendingOn(own.body), { approved: true });
    expect([herself.status, herself.body.code]).toEqual([403, 'approval.own']);
    expect((await by(omar).answer(other, pendingOn(own.body), { approved: true })).body.state).toBe('offer_made');
    await setLimits([{ role: 'agent', maxAmount: 5000 }]);
  });

  test('is not shown to the customer before it is approved', async () => {
    const { case: opened } = (await (
      await shop.post('/v1/public/cases', { ...lateKettle, contact: { email: 'quiet@example.org' } })
    ).json()) as { case: { number: string; token: string } };
    const asked = await by(maya).offer(opened.number, 8000, { requestApproval: true });
    const seen = () => shop.get('/v1/public/case', shop.bearer(opened.token)).then((answer) => answer.text());
    expect(await seen()).not.toMatch(/approv|8000|80\.00/i);
    await by(lena).answer(opened.number, pendingOn(asked.body), { approved: true });
    expect(await seen()).toContain('8000');
  });

  test('is refused with a reason its proposer reads, or taken back by who asked', async () => {
    const number = await complain();
    const asked = pendingOn((await by(maya).offer(number, 8000, { requestApproval: true })).body);
    expect((await by(lena).answer(number, asked, { approved: false })).status).toBe(400);
    await by(lena).answer(number, asked, { approved: false, reason: 'Half of it is enough.' });
    expect(await by(maya).see(number)).toMatchObject({
      offered: [],
      approvals: [{ state: 'rejected', reason: 'Half of it is enough.', decidedBy: { name: 'Lena' } }],
    });
    const again = pendingOn((await by(maya).offer(number, 7000, { requestApproval: true })).body);
    expect((await by(noor).takeBack(number, again)).body.code).toBe('staff.not_allowed');
    expect((await by(maya).takeBack(number, again)).body.approvals?.at(-1)).toMatchObject({ state: 'withdrawn' });
    expect((await by(lena).answer(number, again, { approved: true })).body.code).toBe('approval.not_pending');
    expect((await by(lena).answer(number, 'off_stranger', { approved: true })).status).toBe(404);
  });

  test('shows the button to those who may press it', async () => {
    const number = await complain();
    await by(maya).offer(number, 8000, { requestApproval: true });
    const can = async (person: Person) =>
      (await by(person).see(number)).can.filter((act) => act === 'approve' || act === 'withdraw_approval');
    expect(await Promise.all([maya, noor, lena, omar, vera].map(can))).toEqual([['withdraw_approval'], [], ['approve'], ['approve'], []]);
    expect((await by(vera).answer(number, 'off_any', { approved: true })).status).toBe(403);
    expect((await shop.put(`/v1/cases/${number}/offers/off_any/approval`, { approved: true }, shop.strangersKey())).status).toBe(404);
  });

  test('waits a day, then makes the case more urgent, and is never given by waiting', async () => {
    const late = await createTestApp();
    try {
      const [agent, lead] = [await late.signIn('Maya', 'agent'), await late.signIn('Lena', 'lead')];
      const { case: opened } = (await (await late.post('/v1/public/cases', { ...lateKettle, reason: 'product.defective' })).json()) as {
        case: { number: string };
      };
      await late.post(
        `/staff/cases/${opened.number}/offers`,
        { remedy: 'refund.full', amount: euro(8000), requestApproval: true },
        agent.headers,
      );
      const before = (await (await late.get(`/staff/cases/${opened.number}`, lead.headers)).json()) as CaseView;
      const pass = () =>
        letTimePass({
          db: late.db,
          now: late.now,
          newId: late.deps.newId,
          doing: (merchantId, who) => doingFor(late.deps, merchantId, who),
        });
      late.forward({ hours: 24 });
      await pass();
      await pass();
      const { items } = (await (await late.get(`/staff/cases/${opened.number}/events`, lead.headers)).json()) as {
        items: { type: string; data: object }[];
      };
      expect(items.filter(({ type }) => type === 'approval_overdue')).toHaveLength(1);
      const after = (await (await late.get(`/staff/cases/${opened.number}`, lead.headers)).json()) as CaseView;
      expect([before.severity, after.severity, after.offered, after.approvals?.[0]?.state]).toEqual(['normal', 'high', [], 'pending']);
      expect(after.approvals?.[0]?.overdueAt).toBe(late.now().toISOString());
    } finally {
      await late.close();
    }
  });
});

describe('everything that waits for a second person', () => {
  test('is one list, the oldest due first, with what like cases got, each shop for itself', async () => {
    for (const one of await by(omar).waiting())
      await by(omar).answer(one.case.number, one.approval.offerId, { approved: false, reason: 'Cleared.' });
    const numbers = [await complain(), await complain(), await complain()];
    for (const number of numbers) {
      await by(maya).offer(number, 8000, { requestApproval: true });
      shop.forward({ minutes: 5 });
    }
    const [first, second] = await by(lena).waiting();
    expect((await by(lena).waiting()).map((one) => one.case.number)).toEqual(numbers);
    expect(first).toMatchObject({
      mayApprove: true,
      approval: { state: 'pending', proposedBy: { name: 'Maya' } },
      fairness: { comparables: 0, cases: [] },
    });
    expect((await by(maya).waiting()).map(({ mayApprove }) => mayApprove)).toEqual([false, false, false]);
    expect(second!.approval.dueAt > first!.approval.dueAt).toBe(true);

    const page = (await (await shop.get('/v1/approvals?limit=2', shop.key())).json()) as { items: AwaitedApproval[]; nextCursor: string };
    const rest = (await (await shop.get(`/v1/approvals?limit=2&cursor=${page.nextCursor}`, shop.key())).json()) as typeof page;
    expect([...page.items, ...rest.items].map((one) => one.case.number)).toEqual(numbers);
    expect([rest.nextCursor, (await shop.get('/v1/approvals?cursor=moon', shop.key())).status]).toEqual([null, 400]);
    expect(((await (await shop.get('/v1/approvals', shop.strangersKey())).json()) as typeof page).items).toEqual([]);
    expect([(await shop.get('/v1/approvals')).status, (await shop.get('/staff/approvals')).status]).toEqual([401, 401]);

    for (const one of await by(lena).waiting()) await by(lena).answer(one.case.number, one.approval.offerId, { approved: true });
    expect(await by(lena).waiting()).toEqual([]);
  });
});

describe('limits that add up', () => {
  test('one customer in 90 days, whoever gave it and in whichever case', async () => {
    await setLimits([{ role: 'agent', maxPerCustomer90Days: 10_000 }]);
    const [one, other, third] = [await complain({}, 'c-often'), await complain({}, 'c-often'), await complain({}, 'c-seldom')];
    expect((await by(maya).offer(one, 6000)).status).toBe(200);
    expect((await by(noor).offer(other, 4001)).body).toMatchObject({
      code: 'remedy.over_authority',
      detail: expect.stringContaining('one customer in 90 days'),
    });
    expect((await by(noor).offer(third, 10_000)).status).toBe(200);
    expect((await by(maya).see(other)).proposals[0]).toMatchObject({ remedy: 'refund.full', withinAuthority: false });
    await shop.put(
      `/staff/cases/${one}/offers/${(await by(maya).see(one)).offered[0]?.id}/withdrawal`,
      { reason: 'A wrong sum.' },
      maya.headers,
    );
    expect((await by(noor).offer(other, 10_000)).status).toBe(200);
    shop.forward({ days: 91 });
    expect((await by(noor).offer(await complain({}, 'c-often'), 10_000)).status).toBe(200);
  });

  test('one colleague and day', async () => {
    await setLimits([{ role: 'agent', maxPerStaffPerDay: 5000 }]);
    shop.forward({ days: 1 });
    expect((await by(maya).offer(await complain(), 5000)).status).toBe(200);
    const next = await complain();
    expect((await by(maya).offer(next, 1)).body.code).toBe('remedy.over_authority');
    expect((await by(noor).offer(next, 1)).status).toBe(200);
    shop.forward({ days: 1 });
    expect((await by(maya).offer(await complain(), 5000)).status).toBe(200);
  });

  test('a share of the loss', async () => {
    await setLimits([{ role: 'agent', maxShareOfLoss: 0.5 }]);
    const number = await complain({ cost: { money: euro(4000) } });
    expect((await by(maya).offer(number, 2001)).body.detail).toContain('share of the loss');
    expect((await by(maya).offer(number, 2000)).status).toBe(200);
  });

  test.each([
    ['maxPerCustomer90Days', 'c-crowd'],
    ['maxPerStaffPerDay', undefined],
  ])('offers made at the same moment cannot slip under %s together', async (limit, customer) => {
    shop.forward({ days: 1 });
    await setLimits([{ role: 'agent', [limit]: 10_000 }]);
    const numbers = await Promise.all(Array.from({ length: 5 }, () => complain({}, customer)));
    const answers = await Promise.all(numbers.map((number) => by(maya).offer(number, 4000)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 403, 403, 403]);
    expect(answers.filter(({ status }) => status === 403).map(({ body }) => body.code)).toEqual(Array(3).fill('remedy.over_authority'));
  });

  test('approvals given at the same moment cannot either', async () => {
    shop.forward({ days: 1 });
    await setLimits([
      { role: 'agent', maxAmount: 1 },
      { role: 'lead', maxPerStaffPerDay: 10_000 },
    ]);
    const numbers = [await complain(), await complain(), await complain()];
    const asked = await Promise.all(numbers.map((number) => by(maya).offer(number, 4000, { requestApproval: true })));
    const answers = await Promise.all(numbers.map((number, i) => by(lena).answer(number, pendingOn(asked[i]!.body), { approved: true })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 403]);
  });

  test('a remedy nobody knows cannot be limited', async () => {
    const { version } = (await (await shop.get('/v1/settings/authority', shop.key())).json()) as { version: number };
    const answer = await shop.put(
      '/v1/settings/authority',
      { limits: [{ role: 'agent', remedy: 'moon', maxAmount: 1 }] },
      { ...shop.key(), 'if-match': `"${version}"` },
    );
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'settings.invalid', errors: [{ path: 'limits.0.remedy' }] }]);
    await setLimits([{ role: 'agent', maxAmount: 5000 }]);
  });
});

describe('what like cases got', () => {
  /** Offered, taken, done, confirmed. */
  async function putRight(cents: number, stars?: number) {
    const { case: opened } = (await (
      await shop.post('/v1/public/cases', {
        ...lateKettle,
        reason: 'product.poor_quality',
        cost: { money: euro(4000) },
        contact: { email: `like${++customers}@example.org` },
      })
    ).json()) as { case: { number: string; token: string } };
    const { body } = await by(lena).offer(opened.number, cents);
    const mine = (path: string, answer: object) => shop.put(`/v1/public/case/${path}`, answer, shop.bearer(opened.token));
    await mine(`offers/${body.offered[0]?.id}`, { answer: 'accepted' });
    await shop.put(`/staff/cases/${opened.number}/fulfilment`, { proof: { kind: 'refund_id', text: 're_1' } }, maya.headers);
    await mine('confirmation', { received: true });
    if (stars) await mine('rating', { stars });
    return { ...opened, mine };
  }

  test('is on the case, in the proposals, and in the gap between asked and agreed', async () => {
    const cases = [await putRight(3000), await putRight(3500, 5), await putRight(4000), await putRight(4000, 2)];
    const number = await complain({
      reason: 'product.poor_quality',
      cost: { money: euro(4000) },
      asked: [{ remedy: 'refund.full', amount: euro(5000) }],
    });
    const seen = await by(maya).see(number);
    expect(seen.fairness).toMatchObject({ comparables: 4, median: 3750, low: 3000, high: 4000, currency: 'EUR', satisfied: 3 });
    expect(seen.fairness?.cases.map((one) => one.number).toSorted()).toEqual(cases.map((one) => one.number).toSorted());
    expect(seen.proposals[0]?.because).toContain('3 of 4 similar cases were satisfied with it');
    expect(seen.proposals[0]?.warnings).toContain('More than any similar case got');
    expect((await by(maya).see(cases[0]!.number)).gap).toEqual({ asked: euro(5490), agreed: euro(3000), difference: 2490 });
    await cases[0]!.mine('reopening', { note: 'It broke again.' });
    expect((await by(maya).see(number)).fairness).toMatchObject({ comparables: 4, satisfied: 2 });
  });
});

describe('a customer who is not right for us', () => {
  test('is found so by a lead, with reasons, and looked at again', async () => {
    const number = await complain();
    const judge = (method: string, reasons: string | undefined, person: Person) =>
      shop
        .request(`/staff/cases/${number}/not-right-for-us`, {
          method,
          headers: { 'content-type': 'application/json', ...person.headers },
          body: JSON.stringify({ reasons }),
        })
        .then(read);
    expect((await judge('PUT', 'No fit.', maya)).body.code).toBe('case.lead_needed');
    expect((await judge('PUT', undefined, lena)).status).toBe(400);
    const found = await judge('PUT', 'He needs a shop that is open at night.', lena);
    expect(found.body).toMatchObject({
      notRightForUs: { reasons: 'He needs a shop that is open at night.', by: 'Lena' },
      departureSegment: 'not_right_for_us',
    });
    expect(found.body.can).toContain('right_for_us');
    const lifted = await judge('DELETE', 'We open at night now.', omar);
    expect(lifted.body).toMatchObject({ notRightForUs: null, departureSegment: null });
    expect((await judge('DELETE', 'Again.', omar)).status).toBe(409);
    const { items } = (await (await shop.get(`/staff/cases/${number}/events`, lena.headers)).json()) as { items: { type: string }[] };
    expect(items.map(({ type }) => type).filter((type) => type.startsWith('not_right'))).toEqual([
      'not_right_for_us_decided',
      'not_right_for_us_lifted',
    ]);
  });
});

test('nothing of all this broke on our side', () => {
  expect(shop.failures).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import stories from '#shared/fixtures/scenarios.json' with { type: 'json' };
import { DEFAULT_SETTINGS } from '#shared/contracts/settings.ts';
import { MERCHANT, NOON } from '#shared/fixtures/cast.ts';
import { storesOf } from '../context.ts';
import { createTestApp, type TestApp } from '../test-app.ts';

type Money = { amount: number; currency: string };
type Story = {
  id: string;
  kind: string;
  locale: string;
  story: string;
  reason?: string;
  touchpoint?: string;
  probe?: string;
  cost?: object;
  asked?: { remedy: string; money?: Money; note?: string }[];
  customer?: object;
  expect: {
    first?: string;
    severity?: string;
    overcharge?: Money;
    approval?: boolean;
    offer?: string[];
    neverBefore?: string;
    segment?: string;
    response_expected?: boolean;
  };
};
const all = stories.scenarios as Story[];
const spoken = all.filter(({ kind }) => kind !== 'cancellation').map((story) => [story.id, story] as const);
const leaving = all.filter(({ kind }) => kind === 'cancellation').map((story) => [story.id, story] as const);

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp({ currency: 'EUR' });
  await storesOf(shop.deps, MERCHANT).settings.publish(
    'offers',
    0,
    { ...DEFAULT_SETTINGS.offers, holdOutShare: 0 },
    { id: null, at: NOON },
  );
});
afterAll(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

test.each(spoken)(
  'the story “%s” is understood as a sensible shop would',
  async (_, { kind, locale, story, reason, touchpoint, cost, asked, expect: expected }) => {
    const answer = await shop.post('/v1/public/cases', {
      siteKey: 'pk_garden',
      kind,
      locale,
      story,
      reason,
      cost,
      ...(touchpoint && { area: { touchpoint } }),
      asked: asked?.map(({ money, ...one }) => ({ ...one, ...(money && { amount: money }) })),
    });
    expect(answer.status).toBe(201);
    const { case: opened } = (await answer.json()) as { case: { number: string } };
    const view = await (await shop.get(`/v1/cases/${opened.number}`, shop.key('write'))).json();

    expect(view).toMatchObject({
      kind,
      locale,
      story,
      reason: reason ?? null,
      severity: expected.severity ?? 'normal',
      overcharge: expected.overcharge ?? null,
    });
    expect(view.responseExpected).toBe(expected.response_expected ?? true);
    // Nothing is proposed to somebody who only praises, or asks for nothing.
    const [first] = view.proposals;
    expect(first && { remedy: first.remedy, withinAuthority: first.withinAuthority, hasReasons: first.because.length > 0 }).toEqual(
      expected.first && { remedy: expected.first, withinAuthority: !expected.approval, hasReasons: true },
    );
  },
);

test.each(leaving)(
  'whoever leaves as in “%s” is offered what fits, or nothing',
  async (id, { locale, reason, probe, story, customer, expect: expected }) => {
    const identityToken = await shop.identityToken({ sub: `c-${id}`, ...customer });
    const begun = (await (await shop.post('/v1/public/cancellations', { siteKey: 'pk_garden', identityToken, locale })).json()) as {
      cancellation: { id: string; token: string };
    };
    const visit = `/v1/public/cancellations/${begun.cancellation.id}`;
    const token = shop.bearer(begun.cancellation.token);
    const { offer } = (await (await shop.put(`${visit}/answer`, { reason, probe, story }, token)).json()) as {
      offer: { remedy: string; title: string; terms: string } | null;
    };

    expect(expected.offer!.length > 0 ? expected.offer : [undefined]).toContain(offer?.remedy);
    expect(offer?.remedy ?? 'none').not.toBe(expected.neverBefore);
    expect(`${offer?.title ?? ''} ${offer?.terms ?? ''}`).not.toMatch(/[{}]|undefined|NaN/);
    await shop.put(`${visit}/outcome`, { outcome: 'cancelled' }, token);
    const found = (await (await shop.get(`/v1/cases?kind=cancellation&customer=c-${id}`, shop.key())).json()) as {
      items: { number: string }[];
    };
    const view = await (await shop.get(`/v1/cases/${found.items[0]?.number}`, shop.key())).json();
    expect(view).toMatchObject({
      story,
      locale,
      reason,
      severity: expected.severity ?? 'normal',
      cancellation: { outcome: 'cancelled', probe: probe ?? null },
    });
    expect(view.departureSegment).toBe(expected.segment ?? 'avoidable');
  },
);

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SiteConfig } from '#shared/contracts/site.ts';
import type { StaffTaxonomy } from '#shared/contracts/staff.ts';
import { createTestApp, lateKettle, SHOP_ORIGIN, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const STRIKE = 'delivery.late.courier_strike';
const WINTER = 'cancel.unused.only_in_winter';
const REASONS = {
  own: [
    { id: STRIKE, name: 'Courier strike' },
    { id: WINTER, name: 'I only need it in winter' },
    { id: 'cancel.moved.no_fibre', name: 'No fibre where I live now' },
  ],
  labels: { de: { [STRIKE]: 'Streik der Boten' } },
  probes: {
    [WINTER]: {
      question: { en: 'Shall we wake it up for you?' },
      answers: [{ id: 'in_autumn', labels: { en: 'In autumn' } }, { id: 'for_good' }],
    },
    'cancel.low_quality': { off: true },
  },
};
const publish = (name: string, document: object, version = 0, headers: Record<string, string> = shop.key()) =>
  shop.put(`/v1/settings/${name}`, document, { ...headers, 'if-match': String(version) });
const config = async (locale = 'en') =>
  (await (await shop.get(`/v1/public/sites/pk_garden?locale=${locale}`, { origin: SHOP_ORIGIN })).json()) as SiteConfig;
const complain = (own: object, headers: Record<string, string> = {}) => shop.post('/v1/public/cases', { ...lateKettle, ...own }, headers);
async function leave(answer: object, over: object = {}) {
  const opened = await shop.post('/v1/public/cancellations', { siteKey: 'pk_garden', locale: 'en', ...over }, { origin: SHOP_ORIGIN });
  const { cancellation } = (await opened.json()) as { cancellation: { id: string; token: string } };
  const put = (path: string, body: object) =>
    shop.put(`/v1/public/cancellations/${cancellation.id}/${path}`, body, shop.bearer(cancellation.token));
  return { put, answered: await put('answer', answer) };
}
const read = async <Answer = Record<string, unknown>>(path: string, headers: Record<string, string> = shop.key()): Promise<Answer> =>
  (await shop.get(path, headers)).json();
const items = async (path: string) => (await read<{ items: Record<string, unknown>[] }>(path)).items;

describe('a shop with narrower reasons of its own', () => {
  beforeEach(async () => {
    expect((await publish('reasons', REASONS)).status).toBe(200);
    expect(
      (
        await publish('offers', {
          holdOutShare: 0,
          offersFor: { 'cancel.unused': [{ remedy: 'plan_change' }] },
          offersForProbe: { in_autumn: [{ remedy: 'pause_subscription', months: 6 }], for_good: [] },
        })
      ).status,
    ).toBe(200);
  });

  test('shows each right after the one it lies beneath, with the questions it asks', async () => {
    const { reasons } = await config();
    const after = (id: string) => reasons[reasons.findIndex((one) => one.id === id) + 1];
    expect(after('delivery.late')).toEqual({ id: STRIKE, label: 'Courier strike' });
    expect(after('cancel.unused')).toEqual({
      id: WINTER,
      label: 'I only need it in winter',
      kind: 'cancellation',
      probe: 'Shall we wake it up for you?',
      probes: [
        { id: 'in_autumn', label: 'In autumn' },
        { id: 'for_good', label: 'For good' },
      ],
    });
    expect(reasons.find(({ id }) => id === 'cancel.low_quality')).toEqual({
      id: 'cancel.low_quality',
      label: 'It does not work well enough',
      kind: 'cancellation',
    });
    expect((await config('de')).reasons.find(({ id }) => id === STRIKE)?.label).toBe('Streik der Boten');
    await publish('reasons', { ...REASONS, hidden: [STRIKE] }, 1);
    expect((await config()).reasons.some(({ id }) => id === STRIKE)).toBe(false);
  });

  test('takes a complaint for one of them, and neither an invented one nor that of another shop', async () => {
    const taken = await complain({ reason: STRIKE });
    expect(taken.status).toBe(201);
    const { case: opened } = (await taken.json()) as { case: { number: string } };
    expect(await read(`/v1/cases/${opened.number}`)).toMatchObject({ reason: STRIKE, severity: 'normal', kind: 'complaint' });

    for (const reason of ['delivery.late.i_made_this_up', 'delivery.nowhere.at_all', `${STRIKE}.deeper`, WINTER]) {
      const refused = await complain({ reason });
      expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'case.reason_unknown', errors: [{ path: 'reason' }] }]);
    }
    expect((await complain({ reason: STRIKE, siteKey: 'pk_stranger' }, { origin: 'https://another.example' })).status).toBe(422);
  });

  test('hears from people who leave, offers what is meant for their answer, and learns as from the reason above', async () => {
    const fern = await shop.identityToken({ sub: 'fern', mrr: { amount: 2900, currency: 'EUR' } });
    const { put, answered } = await leave({ reason: WINTER, probe: 'in_autumn' }, { identityToken: fern });
    expect(await answered.json()).toMatchObject({ offer: { remedy: 'pause_subscription' } });
    await put('outcome', { outcome: 'cancelled' });
    expect((await leave({ reason: 'cancel.unused.because' })).answered.status).toBe(422);
    const other = await leave({ reason: WINTER, probe: 'for_good' });
    expect(await other.answered.json()).toEqual({ offer: null });
    const parents = await leave({ reason: WINTER });
    expect(await parents.answered.json()).toMatchObject({ offer: { remedy: 'plan_change' } });

    expect(await items('/v1/departures')).toMatchObject([{ reason: WINTER, segment: 'avoidable' }]);
    expect(await items('/v1/departures?segment=avoidable&reason=cancel.unused')).toHaveLength(1);
    expect(await items('/v1/departures?segment=unavoidable')).toHaveLength(0);
    const [header, line] = (await (await shop.get('/v1/departures/register.csv', shop.key())).text()).trim().split('\r\n');
    expect(line!.split(',')[header!.split(',').indexOf('reason_label')]).toBe('I only need it in winter');
    expect(await items('/v1/insights/reasons?kind=cancellation')).toMatchObject([
      { reason: WINTER, label: 'I only need it in winter', left: 1 },
    ]);
  });

  test('finds its cases under the narrower and under the broader reason', async () => {
    await complain({ reason: STRIKE });
    await complain({ reason: 'delivery.late' });
    const found = async (reason: string) => (await items(`/v1/cases?reason=${reason}`)).map((one) => one.reason).toSorted();
    expect(await found(STRIKE)).toEqual([STRIKE]);
    expect(await found('delivery.late')).toEqual(['delivery.late', STRIKE]);
    expect(await found('delivery.not_received')).toEqual([]);
    const rising = await shop.db.read("select subject, count from daily_counts where subject like 'reason:%' order by subject");
    expect(rising.map((row) => [row.subject, row.count])).toEqual([
      ['reason:delivery.late', 2],
      [`reason:${STRIKE}`, 1],
    ]);
  });

  test('sends a case where the broader reason goes, and lets staff choose the narrower', async () => {
    const rule = { id: 'r', name: 'Late parcels', when: { reason: ['delivery.late'] }, then: { tags: ['parcels'] } };
    expect((await publish('routing', { rules: [rule] })).status).toBe(200);
    const { case: opened } = (await (await complain({ reason: STRIKE })).json()) as { case: { number: string } };
    expect(await read(`/v1/cases/${opened.number}`)).toMatchObject({ tags: ['parcels'] });
    const to = (reason: string) => shop.put(`/v1/cases/${opened.number}/reason`, { reason }, shop.key());
    expect((await to('delivery.wrong_address')).status).toBe(200);
    expect((await to(STRIKE)).status).toBe(200);
    expect((await to('delivery.late.unheard_of')).status).toBe(422);
  });

  test('is helped by what colleagues wrote about the broader reason, and names the narrower in articles and problem areas', async () => {
    const article = (reasons: string[]) =>
      shop.post('/v1/articles', { reasons, texts: { en: { title: 'Strikes', body: 'What we tell people.' } } }, shop.key());
    expect((await article(['delivery.late'])).status).toBe(201);
    expect((await article(['delivery.late.unheard_of'])).status).toBe(422);
    expect(await items(`/v1/articles?reason=${STRIKE}`)).toMatchObject([{ reasons: ['delivery.late'] }]);
    const area = (reasons: string[]) => shop.post('/v1/problem-areas', { title: 'The strike', reasons }, shop.key());
    expect((await area([STRIKE])).status).toBe(201);
    expect((await area(['delivery.late.unheard_of'])).status).toBe(422);
  });

  test('may say that a customer left for one, and imports it', async () => {
    for (const id of ['fern', 'iris']) await shop.put(`/v1/customers/${id}`, {}, shop.key());
    const away = (reason: string) => shop.put('/v1/customers/fern/departure', { reason }, shop.key());
    expect((await away('cancel.unused.unheard_of')).status).toBe(422);
    expect((await away(WINTER)).status).toBe(201);
    const file = 'customer,at,reason\niris,2025-01-02,cancel.moved.no_fibre\nfern,2025-01-03,cancel.moved.unheard_of\n';
    const imported = await shop.request('/v1/departures/import', {
      method: 'POST',
      headers: { 'content-type': 'text/csv', ...shop.key() },
      body: file,
    });
    expect(await imported.json()).toMatchObject({ written: 1, rejected: [{ line: 3, code: 'departure.unknown_reason' }] });
  });

  test('staff read them by their names, with the answers people may have given', async () => {
    const lena = await shop.signIn('Lena', 'lead');
    const { reasons } = await read<StaffTaxonomy>('/staff/taxonomy?locale=de', lena.headers);
    expect(reasons[reasons.findIndex(({ id }) => id === 'delivery.late') + 1]).toEqual({ id: STRIKE, label: 'Streik der Boten' });
    expect(reasons.find(({ id }) => id === WINTER)).toMatchObject({
      kind: 'cancellation',
      avoidable: true,
      answers: [{ id: 'in_autumn', label: 'In autumn' }, { id: 'for_good' }, { id: 'for_now' }],
    });
    const sven = await shop.signIn('Sven', 'agent', shop.stranger.merchantId);
    expect((await read<StaffTaxonomy>('/staff/taxonomy', sven.headers)).reasons.some(({ id }) => id === STRIKE)).toBe(false);
  });

  test('words of a file are taken for one of them, and may be said to mean one', async () => {
    const lena = await shop.signIn('Lena', 'lead');
    const suggested = await shop.post('/staff/imports/reasons/suggestions', { texts: ['No fibre where I live now'] }, lena.headers);
    expect(await suggested.json()).toMatchObject({
      items: [{ suggestions: expect.arrayContaining([expect.objectContaining({ reason: 'cancel.moved.no_fibre', score: 1 })]) }],
    });
    const mean = (reason: string) => shop.put('/staff/imports/reasons/mappings', { mappings: { 'no cable': reason } }, lena.headers);
    expect((await mean('cancel.moved.unheard_of')).status).toBe(422);
    expect((await mean('cancel.moved.no_fibre')).status).toBe(200);
  });

  test('loses nothing when one is removed: its cases keep it and count as the reason above', async () => {
    const { case: opened } = (await (await complain({ reason: STRIKE })).json()) as { case: { number: string } };
    const fern = await shop.identityToken({ sub: 'fern', mrr: { amount: 2900, currency: 'EUR' } });
    const { put } = await leave({ reason: WINTER }, { identityToken: fern });
    await put('outcome', { outcome: 'cancelled' });
    expect((await publish('reasons', {}, 1)).status).toBe(200);
    expect(await read(`/v1/cases/${opened.number}`)).toMatchObject({ reason: STRIKE });
    expect(await items('/v1/departures?segment=avoidable')).toMatchObject([{ reason: WINTER, segment: 'avoidable' }]);
    expect(await items('/v1/insights/reasons?kind=cancellation')).toMatchObject([{ reason: WINTER, label: 'I do not use it enough' }]);
  });

  test('takes a reason that was removed from pages that still show it for a day, and then no more', async () => {
    expect((await publish('reasons', {}, 1)).status).toBe(200);
    expect((await complain({ reason: STRIKE })).status).toBe(201);
    expect((await leave({ reason: WINTER, requested: true, contact: { email: 'fern@example.org' } })).answered.status).toBe(200);
    expect((await complain({ reason: 'delivery.late.never_there' })).status).toBe(422);
    shop.forward({ hours: 12 });
    expect((await publish('reasons', { hidden: ['delivery.wrong_address'] }, 2)).status).toBe(200);
    shop.forward({ hours: 11 });
    expect((await complain({ reason: STRIKE })).status).toBe(201);
    shop.forward({ hours: 2 });
    expect((await complain({ reason: STRIKE })).status).toBe(422);
    expect((await leave({ reason: WINTER })).answered.status).toBe(422);
  });

  test('is not removed while a rule or a template still names it', async () => {
    await publish('routing', { rules: [{ id: 'r', name: 'Strikes', when: { reason: [STRIKE] }, then: { tags: ['strike'] } }] });
    await publish('templates', { templates: [{ id: 't', name: 'Sorry, a strike', reasons: [STRIKE], parts: { apology: 'Sorry.' } }] });
    const refused = await publish('reasons', {}, 1);
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      {
        code: 'settings.invalid',
        errors: [
          { path: 'own', message: `The rule “Strikes” still names “${STRIKE}”.` },
          { path: 'own', message: `The template “Sorry, a strike” still names “${STRIKE}”.` },
        ],
      },
    ]);
  });

  test('keeps offers for an answer that is asked no more', async () => {
    expect((await publish('reasons', {}, 1)).status).toBe(200);
    const { document } = await read<{ document: object }>('/v1/settings/offers');
    expect((await publish('offers', { ...document, coolDownDays: 30 }, 1)).status).toBe(200);
    expect((await publish('offers', { ...document, offersForProbe: { never_asked: [] } }, 2)).status).toBe(422);
  });
});

describe('reasons and questions that mean nothing are refused where they stand', () => {
  const probe = (own: object) => ({ probes: { 'cancel.moved': { answers: [{ id: 'a', labels: { en: 'A' } }], ...own } } });
  test.each([
    ['a parent there is none of', { own: [{ id: 'weather.bad.hail', name: 'Hail' }] }, 'own.0.id', /There is no reason “weather.bad”/],
    ['a name that is no id', { own: [{ id: 'delivery.late.Ärger', name: 'Trouble' }] }, 'own.0.id', /small letters/],
    [
      'one beneath an own one',
      {
        own: [
          { id: STRIKE, name: 'Strike' },
          { id: `${STRIKE}.long`, name: 'Long' },
        ],
      },
      'own.1.id',
      /small letters/,
    ],
    [
      'one twice',
      {
        own: [
          { id: STRIKE, name: 'Strike' },
          { id: STRIKE, name: 'Again' },
        ],
      },
      'own.1.id',
      /twice/,
    ],
    ['one beneath what customers never see', { own: [{ id: 'cancel.not_said.why', name: 'Why' }] }, 'own.0.id', /never see/],
    ['one without a name', { own: [{ id: STRIKE, name: ' ' }] }, 'own.0.name', /write something/],
    ['hiding what is not there', { hidden: [STRIKE] }, 'hidden.0', /There is no reason/],
    ['a label for what is not there', { labels: { en: { [STRIKE]: 'Strike' } } }, `labels.en.${STRIKE}`, /There is no reason/],
    ['words that mean what is not there', { mappings: { strike: STRIKE } }, 'mappings.strike', /There is no reason/],
    [
      'a question after a complaint',
      { probes: { 'delivery.late': { question: { en: 'How late?' } } } },
      'probes.delivery.late',
      /people who leave/,
    ],
    ['a question that asks nothing', { probes: { 'cancel.moved': {} } }, 'probes.cancel.moved', /question or an answer/],
    ['an answer without words', probe({ answers: [{ id: 'a' }] }), 'probes.cancel.moved.answers.0.labels', /in one language/],
    ['an answer twice', probe({ answers: [{ id: 'for_now' }, { id: 'for_now' }] }), 'probes.cancel.moved.answers.1.id', /twice/],
    [
      'an answer with an id of blanks',
      probe({ answers: [{ id: 'a b', labels: { en: 'A' } }] }),
      'probes.cancel.moved.answers.0.id',
      /Small letters/,
    ],
  ])('%s', async (_, document, path, message) => {
    const checked = await shop.post('/v1/settings/reasons/validation', document, shop.key());
    const { problems } = (await checked.json()) as { problems: { path: string; message: string }[] };
    expect(problems).toEqual([{ path, message: expect.stringMatching(message) }]);
    expect((await publish('reasons', document)).status).toBeGreaterThanOrEqual(400);
  });

  test('an agent does not publish them, and nobody does for another shop', async () => {
    const maya = await shop.signIn('Maya', 'agent');
    expect((await shop.put('/staff/settings/reasons', REASONS, { ...maya.headers, 'if-match': '0' })).status).toBe(403);
    expect((await publish('reasons', REASONS, 0, {})).status).toBe(401);
    expect((await publish('reasons', REASONS, 0, shop.strangersKey())).status).toBe(200);
    expect((await config()).reasons.some(({ id }) => id === STRIKE)).toBe(false);
  });
});

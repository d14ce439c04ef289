import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#server/domain/case.ts';
import { hours, icsOf } from '#server/domain/fixtures-time.ts';
import { letTimePass } from '#server/jobs/time-passes.ts';
import { doingFor } from './context.ts';
import { createTestApp, lateKettle, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp(); // Monday 2 March 2026, 12:00 UTC
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const publish = async (name: string, document: object, version = 0) => {
  const answer = await shop.put(`/v1/settings/${name}`, document, { ...shop.key(), 'if-match': `"${version}"` });
  return { status: answer.status, body: await answer.json() };
};
const calendars = (calendar: object, others: object = {}) => publish('calendars', { calendars: { default: calendar, ...others } });
const tell = async (own: object = {}): Promise<string> =>
  (await (await shop.post('/v1/public/cases', { ...lateKettle, ...own })).json()).case.number;
const read = async (number: string) => (await shop.get(`/v1/cases/${number}`, shop.key())).json();
const eventsOf = async (number: string): Promise<{ type: string; data: Record<string, unknown> }[]> =>
  (await (await shop.get(`/v1/cases/${number}/events`, shop.key())).json()).items;
const typesOf = async (number: string) => (await eventsOf(number)).map(({ type }) => type);
const clockOf = async (number: string, kind: string) =>
  (await read(number)).clocks.findLast((clock: { kind: string }) => clock.kind === kind);
const act = (method: 'put' | 'post', number: string, noun: string, body: object) =>
  shop[method](`/v1/cases/${number}/${noun}`, body, shop.key());
const timePasses = () =>
  letTimePass({
    db: shop.db,
    now: shop.now,
    newId: shop.deps.newId,
    doing: (merchant: string, by: Actor) => doingFor(shop.deps, merchant, by),
  });
const fridayHalfPastFour = () => shop.forward({ days: 4, hours: 4, minutes: 30 });

describe('a shop’s own hours', () => {
  test('a shop that has set nothing answers within eight hours of an office in UTC, and its default policy can be read', async () => {
    expect((await clockOf(await tell(), 'first_reply')).dueAt).toBe('2026-03-03T12:00:00.000Z');
    const { document } = await (await shop.get('/v1/settings/clocks', shop.key())).json();
    expect(document.policies.default).toMatchObject({
      first_reply: { businessHours: 8 },
      decision: { businessDays: 5 },
      legal_final: null,
    });
  });

  test('Friday 16:30 and one hour is Monday 9:30, and Tuesday when Monday is a holiday of the iCalendar file', async () => {
    await publish('clocks', { policies: { default: { first_reply: { businessHours: 1 } } } });
    await calendars(hours('Europe/Athens'));
    shop.forward({ days: 4, hours: 2, minutes: 30 }); // 16:30 in Athens
    expect((await clockOf(await tell(), 'first_reply')).dueAt).toBe('2026-03-09T07:30:00.000Z');
    const ics = icsOf(['DTSTART;VALUE=DATE:20200309', 'RRULE:FREQ=YEARLY', 'SUMMARY:The shop’s birthday']);
    expect((await publish('calendars', { calendars: { default: { ...hours('Europe/Athens'), ics } } }, 1)).status).toBe(200);
    expect((await clockOf(await tell(), 'first_reply')).dueAt).toBe('2026-03-10T07:30:00.000Z');
  });

  test('a new policy leaves the clocks that run', async () => {
    const number = await tell();
    await publish('clocks', { policies: { default: { first_reply: { businessHours: 1 } } } });
    expect([(await clockOf(number, 'first_reply')).dueAt, (await clockOf(await tell(), 'first_reply')).dueAt]).toEqual([
      '2026-03-03T12:00:00.000Z',
      '2026-03-02T13:00:00.000Z',
    ]);
  });

  test('a rule that names a quicker policy moves the clock and the date in the receipt', async () => {
    await publish('clocks', { policies: { quick: { first_reply: { businessHours: 1 } } } });
    await publish('routing', {
      rules: [{ id: 'late', name: 'Late parcels', when: { reason: ['delivery.not_received'] }, then: { clockPolicy: 'quick' } }],
    });
    fridayHalfPastFour();
    const number = await tell();
    expect((await clockOf(number, 'first_reply')).dueAt).toBe('2026-03-09T09:30:00.000Z');
    expect((await eventsOf(number)).find(({ type }) => type === 'receipt_sent')?.data).toMatchObject({
      answerBy: '2026-03-09T09:30:00.000Z',
    });
  });

  test('the history of a clock can be read: its pauses, its calendar, when it warns', async () => {
    const number = await tell();
    await act('put', number, 'investigation', { reason: 'delivery.late' });
    shop.forward({ days: 1 });
    await act('put', number, 'question', { text: 'Which address?' });
    expect(await clockOf(number, 'decision')).toMatchObject({
      dueAt: null,
      calendar: 'default',
      pausedAt: '2026-03-03T12:00:00.000Z',
      pauses: [{ from: '2026-03-03T12:00:00.000Z', to: null }],
      warnsAt: null,
      warnedAt: null,
    });
  });
});

describe('time that passes', () => {
  test('warns once, breaks once, and says so', async () => {
    const number = await tell();
    shop.forward({ hours: 22 }); // Tuesday 10:00, two hours of eight left
    await timePasses();
    await timePasses();
    expect((await typesOf(number)).filter((type) => type.startsWith('clock'))).toEqual(['clock_warned']);
    shop.forward({ hours: 2 });
    await timePasses();
    await timePasses();
    expect((await typesOf(number)).filter((type) => type.startsWith('clock'))).toEqual(['clock_warned', 'clock_breached']);
    expect(await clockOf(number, 'first_reply')).toMatchObject({
      warnedAt: '2026-03-03T10:00:00.000Z',
      breachedAt: '2026-03-03T12:00:00.000Z',
    });
  });

  test('reminds of an offer at half its time, and of a question, in letters', async () => {
    const [offered, asked] = [await tell(), await tell()];
    await act('post', offered, 'offers', { remedy: 'refund.full', amount: { amount: 3800, currency: 'EUR' } });
    await act('put', asked, 'question', { text: 'Which address did you give?' });
    shop.forward({ days: 7 });
    await timePasses();
    const letters = await shop.db.read("select case_id, topic, data from outbox where topic like 'reminder%' order by topic");
    expect(letters.map(({ topic }) => topic)).toEqual(['reminder_offer', 'reminder_question']);
    expect(JSON.parse(String(letters[0]?.data)).values).toMatchObject({ date: '2026-03-16T12:00:00.000Z' });
    expect(JSON.parse(String(letters[1]?.data)).values).toMatchObject({ text: 'Which address did you give?' });
  });

  test('puts a case with a broken promise on top of the queue', async () => {
    const [first, second] = [await tell(), await tell()];
    await act('post', second, 'promises', { text: 'A call', dueAt: '2026-03-02T13:00:00Z' });
    shop.forward({ hours: 2 });
    await timePasses();
    const { items } = await (await shop.get('/v1/cases?view=open&sort=due', shop.key())).json();
    expect(items.map(({ number }: { number: string }) => number)).toEqual([second, first]);
    expect(items[0]).toMatchObject({ secondFailure: true, nextDueAt: '2026-03-02T13:00:00.000Z' });
  });
});

test('a date without milliseconds is the same date', async () => {
  const number = await tell();
  const { promises } = await (await act('post', number, 'promises', { text: 'A call', dueAt: '2026-03-03T12:00:00Z' })).json();
  expect(promises[0].dueAt).toBe('2026-03-03T12:00:00.000Z');
  expect((await act('post', number, 'promises', { text: 'A call', dueAt: '2026-03-02T12:00:00Z' })).status).toBe(422);
  expect((await act('post', number, 'promises', { text: 'A call', dueAt: 'tomorrow' })).status).toBe(400);
});

describe('a document of settings is refused', () => {
  const never = hours('UTC', []);
  test.each<[string, string, object, string]>([
    ['when its calendar never opens', 'calendars', { calendars: { default: never } }, 'calendars.default'],
    [
      'when its calendar is closed all year by a file',
      'calendars',
      { calendars: { default: { ...hours('UTC'), ics: icsOf(['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=DAILY']) } } },
      'calendars.default',
    ],
    ['when its zone does not exist', 'calendars', { calendars: { default: hours('Europe/Atlantis') } }, 'calendars.default.timeZone'],
    [
      'when its hours run backwards',
      'calendars',
      { calendars: { default: hours('UTC', [['22:00', '06:00']]) } },
      'calendars.default.week.mon.0',
    ],
    [
      'when its file is no iCalendar file',
      'calendars',
      { calendars: { default: { ...hours('UTC'), ics: '<html>' } } },
      'calendars.default.ics',
    ],
    ['when the calendar in use is left out', 'calendars', { calendars: { athens: hours('Europe/Athens') } }, 'calendars.default'],
    ['when its clocks count in a calendar that is not there', 'clocks', { calendar: 'moon' }, 'calendar'],
    [
      'when a policy counts in a calendar that is not there',
      'clocks',
      { policies: { night: { calendar: 'moon' } } },
      'policies.night.calendar',
    ],
  ])('%s', async (_, name, document, path) => {
    const { status, body } = await publish(name, document);
    expect([status, body.code]).toEqual([422, 'settings.invalid']);
    expect(body.errors[0].path).toBe(path);
    expect((await (await shop.get(`/v1/settings/${name}`, shop.key())).json()).version).toBe(0);
  });

  test('when a routing rule still names the policy that is taken away', async () => {
    await publish('clocks', { policies: { quick: { first_reply: { businessHours: 1 } } } });
    await publish('routing', { rules: [{ id: 'late', name: 'Late parcels', when: {}, then: { clockPolicy: 'quick' } }] });
    expect((await publish('clocks', {}, 1)).body.errors).toMatchObject([{ path: 'policies.quick' }]);
  });
});

describe('a rule book of the law', () => {
  test('sets dates on each complaint, and none unless it is chosen', async () => {
    expect((await read(await tell())).legal).toBeNull();
    await publish('clocks', { legalProfile: 'uk_fca' });
    expect((await read(await tell())).legal).toEqual({
      profile: 'uk_fca',
      finalBy: '2026-04-27T12:00:00.000Z',
      atMostBy: null,
      summaryBy: '2026-03-05T17:00:00.000Z',
      namesOutsideRoute: true,
    });
  });

  test('wants the way outside named when an answer does not settle it', async () => {
    await publish('clocks', { legalProfile: 'eu_adr' });
    const number = await tell();
    const decide = (more: object) =>
      act('put', number, 'decision', { outcome: 'not_upheld_explained', reasons: 'It was handed to you.', ...more });
    const refused = await decide({});
    expect([refused.status, (await refused.json()).code]).toEqual([422, 'case.route_missing']);
    expect((await decide({ route: 'The consumer arbitration board' })).status).toBe(200);
  });
});

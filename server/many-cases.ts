import type { Actor, Case, Change } from '#server/domain/case.ts';
import { acceptDecision } from '#server/domain/customer-acts.ts';
import type { Doing } from '#server/domain/doing.ts';
import { makeOffer } from '#server/domain/offer-acts.ts';
import { openCase } from '#server/domain/open-case.ts';
import { decideCase, makePromise, tagCase, takeCase } from '#server/domain/staff-acts.ts';
import { timePasses } from '#server/domain/system-acts.ts';
import { REASONS } from '#server/domain/taxonomy.ts';
import { type Deps, doingFor, storesOf } from './api/context.ts';
import { wordOffer } from './api/offer-words.ts';
import { wordsOf } from './api/open-case.ts';
import { readConfig } from './config.ts';
import { seedDemo } from './demo-seed.ts';
import { openAmends } from './open.ts';
import { hashOf } from './secrets.ts';
import type { Statement } from './store/db.ts';
import { findSite, type Site } from './store/merchants.ts';
import { listTeam } from './store/staff.ts';

// A shop with very many cases, for measuring: `node server/many-cases.ts 100000` fills a new DATA_DIR. Each case lives through the
// domain's own acts and is written by the one door.

const AT_ONCE = 200;
const OPEN_SHARE = 0.3;
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const CASES_EACH = 3;

const GIVEN = [
  'Ruth',
  'Jan',
  'Ελένη',
  'Νίκος',
  'عائشہ',
  'अनिता',
  'Болд',
  'Grace',
  'Jonas',
  'Lucía',
  'Camille',
  'Ted',
  'Noor',
  'Ida',
  'Nils',
  'Mei',
];
const FAMILY = [
  'Miller',
  'de Wit',
  'Παππά',
  'Weber',
  'Romero',
  'Laurent',
  'Barnes',
  'Haddad',
  'Vogt',
  'Rossi',
  'Lind',
  'Obi',
  'Sharma',
  'Chen',
];
const THINGS = [
  'kettle',
  'bread knife',
  'teapot',
  'garden chair',
  'lamp',
  'parcel',
  'subscription',
  'coffee mill',
  'blanket',
  'clock',
  'mirror',
  'rug',
];
const TROUBLES = [
  'never arrived, although it was promised for last week',
  'came broken, with a crack from one side to the other',
  'was charged twice on my card',
  'is another colour than the one I ordered',
  'stopped working after three days',
  'costs more on my receipt than on the shelf',
];
const MORE = [
  'I have written twice and nobody answered.',
  'Your colleague on the phone was kind, but could not help.',
  'It was a present, and the birthday is over.',
  'I have been a customer for many years and this never happened before.',
  'Please tell me what you are going to do.',
  'I took half a day off to wait for it.',
];
const TAGS = ['vip', 'parcel', 'press', 'repeat', 'bakery', 'gift'];

/** Always the same, so that two runs measure the same. */
function createChance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (count: number) => Math.floor(next() * count),
    one: <Item>(of: readonly Item[]): Item => of[Math.floor(next() * of.length)]!,
    is: (share: number) => next() < share,
  };
}
type Chance = ReturnType<typeof createChance>;

/** Acts one after another, as one change. */
function lived(first: Change, ...acts: ((before: Case) => Change | null)[]): Change {
  return acts.reduce((sofar, act) => {
    const change = act(sofar.after);
    return change ? { after: change.after, events: [...sofar.events, ...change.events] } : sofar;
  }, first);
}

const count = Number(process.argv[2]);
if (!Number.isInteger(count) || count < 1) {
  process.stderr.write('Usage: node server/many-cases.ts COUNT\n');
  process.exit(2);
}
const { deps, close } = await openAmends(readConfig(process.env), 'many-cases');
const { siteKey } = await seedDemo(deps);
const site = (await findSite(deps.db, siteKey))!;
const team = (await listTeam(deps.db, site.merchantId)).filter(({ role }) => role !== 'viewer');
const handlers: Actor[] = team.map(({ id, name, role }) => ({ id, name, role }));
const base = await doingFor(deps, site.merchantId, handlers[0]!);
const chance = createChance(2026);
const numbers = new Set<string>();
for (let from = 0; from < count; from += AT_ONCE) {
  const statements: Statement[] = [];
  for (let at = from; at < Math.min(count, from + AT_ONCE); at += 1) statements.push(...tell(deps, site, base, chance, at));
  await deps.db.write(statements);
}
await deps.db.write([{ sql: "insert into case_words (case_words) values ('optimize')", args: [] }]);
await close();
process.stdout.write(`${count} cases\n`);

/** Among so many, the same number is drawn twice now and then. */
function freshNumber(draw: () => string): string {
  let number = draw();
  while (numbers.has(number)) number = draw();
  numbers.add(number);
  return number;
}

/** One case from its story to where it is now, with its customer. */
function tell({ newId, newNumber, now }: Deps, { id: siteId, merchantId }: Site, base: Doing, chance: Chance, at: number): Statement[] {
  const { cases, customers } = storesOf(deps, merchantId);
  const isOpen = chance.is(OPEN_SHARE);
  const openedMs = now().getTime() - (isOpen ? chance.next() * 100 * MINUTE_MS : DAY_MS * (20 + chance.next() * 380));
  const after = (minutes: number) => new Date(openedMs + minutes * MINUTE_MS).toISOString();
  const handler = chance.one(handlers);
  const by = (actor: Actor, minutes: number): Doing => ({ ...base, by: actor, at: after(minutes) });
  const person = Math.floor(at / CASES_EACH);
  const name = `${GIVEN[person % GIVEN.length]} ${FAMILY[(person * 7) % FAMILY.length]}`;
  const customer: Actor = { role: 'customer', id: null, name };
  const email = `customer-${person}@customers.example`;
  const customerId = `cus_many_${String(person).padStart(7, '0')}`;
  const thing = chance.one(THINGS);
  const kind = chance.is(0.12) ? 'feedback' : 'complaint';
  const amount = { amount: 500 + chance.below(20_000), currency: 'EUR' };
  const opened = openCase(
    {
      id: newId('case'),
      number: freshNumber(newNumber),
      siteId,
      kind,
      story: `My ${thing} ${chance.one(TROUBLES)}. ${chance.one(MORE)} ${chance.one(MORE)} Order ${100_000 + at}.`,
      locale: 'en',
      reason: chance.one(REASONS.filter((reason) => reason.kind !== 'cancellation')).id,
      area: { touchpoint: 'checkout', order: String(100_000 + at) },
      cost: chance.is(0.5) ? { money: amount } : null,
      asked: chance.is(0.8) ? [{ remedy: 'refund.full', amount }] : [{ remedy: 'replacement' }],
      context: null,
      customerId,
      contact: { name, email, prefer: 'none' },
      identified: false,
      files: [],
      cancellation: null,
      responseExpected: true,
    },
    by(customer, 0),
  );
  const taken = (before: Case) => takeCase(before, {}, by(handler, 5));
  const change = isOpen
    ? lived(
        opened,
        (before) => (chance.is(0.5) ? taken(before) : null),
        (before) => (chance.is(0.15) ? tagCase(before, [chance.one(TAGS)], by(handler, 6)) : null),
        (before) =>
          chance.is(0.1)
            ? makePromise(before, { text: `The ${thing} is sent again.`, dueAt: after(8 + chance.below(1500)) }, by(handler, 7))
            : null,
        (before) => (chance.is(0.3) ? timePasses(before, by({ role: 'system', id: null, name: null }, 60)) : null),
        (before) =>
          chance.is(0.2)
            ? makeOffer(before, { remedy: 'replacement', ...wordOffer('replacement', undefined, 'en') }, by(handler, 61))
            : null,
      )
    : lived(
        opened,
        taken,
        (before) =>
          decideCase(
            before,
            { outcome: 'goodwill', reasons: `We are sorry about the ${thing}. The money is on its way.` },
            by(handler, 90),
          ),
        (before) => acceptDecision(before, by(customer, 600)),
      );
  const isFirst = at % CASES_EACH === 0;
  const mrr = chance.is(0.6) ? { mrr: { amount: 900 + chance.below(9000), currency: 'EUR' } } : {};
  const known = { externalId: `many-${person}` };
  return [
    ...(isFirst
      ? customers.upsert(null, customerId, known, { name, email, locale: 'en', since: '2021-05-01', ...mrr }, opened.after.openedAt)
      : []),
    ...cases.opening(change, hashOf(`many ${at}`), wordsOf(change.after, { name, email, ...known })),
  ];
}

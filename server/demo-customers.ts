import type { Instant, Money } from '#shared/contracts/basics.ts';
import { DEFAULT_SETTINGS } from '#shared/contracts/settings.ts';
import { departureOf, type WayOfLeaving } from '#server/domain/departure.ts';
import { worthOf } from '#server/domain/worth.ts';
import { type Deps, storesOf } from './api/context.ts';
import type { Statement } from './store/db.ts';
import type { Known } from './store/customers.ts';
import type { Order } from './store/orders.ts';

const FIRST = 'Ada Ben Clara David Elif Farid Greta Hugo Ines Jakob Katja Liam Mona Nils Olga Paul Rosa Samir Tilda Yusuf'.split(' ');
const LAST = ['Archer', 'Blum', 'Castell', 'Dahl', 'Engel', 'Fontana', 'Garnier', 'Holm', 'Ivanova', 'Jansen', 'Kaya'];
const PLANS: [name: string, cents: number][] = [
  ['Tea box, monthly', 1900],
  ['Kitchen garden', 3400],
  ['House and garden', 5900],
];
const RANGES = ['Plants', 'Kettles', 'Tea', 'Garden tools'];
const REASONS: [id: string, words: string | null][] = [
  ['cancel.too_expensive', 'It got too dear for what it is.'],
  ['cancel.customer_service', 'Nobody answered my letters.'],
  ['cancel.low_quality', 'The plants arrived half dead.'],
  ['cancel.moved', 'We are moving abroad.'],
  ['cancel.switched_service', 'I found a nursery around the corner.'],
  ['cancel.unresolved_complaint', 'Two late parcels, and only excuses.'],
  ['cancel.not_said', null],
];
const WAYS: WayOfLeaving[] = ['cancel_flow', 'api', 'import', 'gone_quiet'];
const DAY_MS = 86_400_000;
const PEOPLE = 60;
const CURRENCY = 'EUR';

type Person = Known & { joinedDaysAgo: number; everyDays: number; leftDaysAgo: number | null; backDaysAgo: number | null };

/** Sixty customers with two years of orders. Some left, and told why; some came back; the same every time. */
export async function bringCustomers(deps: Deps, merchantId: string): Promise<void> {
  const { customers, departures, orders } = storesOf(deps, merchantId);
  const now = deps.now();
  const before = (days: number): Instant => new Date(now.getTime() - days * DAY_MS).toISOString();
  const people = Array.from({ length: PEOPLE }, (_, i) => personAt(i, deps.newId('cus'), before));
  const left: Statement[] = people.flatMap((person, i) => {
    if (person.leftDaysAgo === null) return [];
    const way = WAYS[Math.floor(i / 4) % WAYS.length]!;
    const [reason, reasonText] = way === 'gone_quiet' ? ['cancel.not_said', null] : REASONS[i % REASONS.length]!;
    const worth = worthOf({ subscription: person.mrr, ordered: [], acquisitionCost: person.acquisitionCost }, DEFAULT_SETTINGS.worth, {
      left: 12,
      customers: PEOPLE,
    });
    const facts = {
      customerId: person.id,
      at: before(person.leftDaysAgo),
      way,
      reason,
      reasonText,
      revenue: worth.revenuePerMonth,
      lifetimeValue: worth.lostOnDeparture,
      returnedAt: person.backDaysAgo === null ? null : before(person.backDaysAgo),
    };
    return departures.create(departureOf(deps.newId('dep'), facts, now.toISOString()));
  });
  await deps.db.write([
    customers.put(people, now.toISOString()),
    orders.put(
      people.flatMap((person, i) => ordersOf(person, i, before)),
      now.toISOString(),
    ),
    ...left,
  ]);
}

function personAt(i: number, id: string, before: (days: number) => Instant): Person {
  const name = `${FIRST[(i * 7) % FIRST.length]} ${LAST[(i * 3 + Math.floor(i / 20)) % LAST.length]}`;
  const joinedDaysAgo = 60 + ((i * 131) % 1200);
  const [plan, cents] = PLANS[i % PLANS.length]!;
  const isLeaver = i % 4 === 3;
  const leftDaysAgo = isLeaver ? Math.min(joinedDaysAgo - 30, 6 + ((i * 47) % 330)) : null;
  const hasReturned = leftDaysAgo !== null && i % 16 === 7;
  const euros = (amount: number): Money => ({ amount, currency: CURRENCY });
  return {
    id,
    externalId: `FK-${1001 + i}`,
    name,
    email: `${name.toLowerCase().replace(' ', '.')}.${1001 + i}@customers.example`,
    phone: null,
    locale: i % 5 === 0 ? 'de' : 'en',
    since: before(joinedDaysAgo).slice(0, 10),
    // Every third buys without a subscription: what they are worth comes from their orders.
    plan: i % 3 === 2 && !isLeaver ? null : plan,
    mrr: i % 3 === 2 && !isLeaver ? null : euros(cents),
    acquisitionCost: i % 2 === 0 ? euros(2500) : null,
    segment: cents > 5000 ? 'loyal' : null,
    tags: i % 10 === 0 ? ['garden club'] : [],
    contactAllowed: i % 12 !== 11,
    joinedDaysAgo,
    everyDays: 21 + (i % 5) * 9,
    leftDaysAgo,
    backDaysAgo: hasReturned ? Math.max(1, Math.floor(leftDaysAgo / 3)) : null,
  };
}

function ordersOf(person: Person, i: number, before: (days: number) => Instant): Order[] {
  const from = Math.min(730, person.joinedDaysAgo);
  const until = person.backDaysAgo === null ? (person.leftDaysAgo ?? 0) : 0;
  const isAway = (day: number) => person.leftDaysAgo !== null && day < person.leftDaysAgo && day > (person.backDaysAgo ?? -1);
  const made: Order[] = [];
  for (let day = from, n = 0; day > until; day -= person.everyDays, n++) {
    if (isAway(day)) continue;
    // Some buy less from order to order, and every seventh regular has gone quiet.
    if (i % 7 === 4 && day < person.everyDays * 3) break;
    const shrinking = i % 9 === 5 ? Math.max(0.3, day / from) : 1;
    const amount = Math.round((1800 + ((i * 613 + n * 397) % 5200)) * shrinking);
    made.push({
      externalId: `FK-${1001 + i}-${n + 1}`,
      customerId: person.id,
      at: before(day),
      total: { amount, currency: CURRENCY },
      range: RANGES[(i + n) % RANGES.length]!,
      items: null,
    });
  }
  return made;
}

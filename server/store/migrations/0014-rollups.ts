import type { Migration } from '../migrate.ts';

const FIGURES = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8'];
const ADD = FIGURES.map((v) => `${v} = ${v} + excluded.${v}`).join(', ');

// A person's month is new, or gone: it is counted by the month in which they came before, so that a range of months counts
// everybody once who came in it and not before its beginning in the same range. See decision 0261.
const REACH = 'merchant_id, subject, month, previous, currency, customers, revenue';
const ADD_REACH = 'do update set customers = customers + excluded.customers, revenue = revenue + excluded.revenue';
const worth = (person: string, sign: '' | '-') =>
  `coalesce((select mrr_currency from customers where id = ${person}.customer), ''), ${sign}1, ${sign}coalesce((select mrr_amount from customers where id = ${person}.customer), 0)`;
const monthOf = (person: string) => `substr(${person}.day, 1, 7)`;
const daysOf = (person: string) =>
  `from insight_people q where q.merchant_id = ${person}.merchant_id and q.subject = ${person}.subject and q.customer = ${person}.customer`;
const before = (person: string) => `coalesce((select max(substr(q.day, 1, 7)) ${daysOf(person)} and q.day < ${monthOf(person)}), '')`;
const next = (person: string) => `(select min(substr(q.day, 1, 7)) ${daysOf(person)} and q.day > ${monthOf(person)} || '~')`;
const cell = (person: string, month: string, previous: string, sign: '' | '-') =>
  `insert into insight_reach (${REACH}) select ${person}.merchant_id, ${person}.subject, ${month}, ${previous}, ${worth(person, sign)} where ${month} is not null on conflict ${ADD_REACH};`;

const monthsOfCustomer =
  'select distinct merchant_id, subject, customer, substr(day, 1, 7) as month from insight_people where customer = new.id';
const reachOfCustomer = (customer: 'old' | 'new', sign: '' | '-') =>
  `insert into insight_reach (${REACH})
    select p.merchant_id, p.subject, p.month, coalesce((select max(substr(q.day, 1, 7)) ${daysOf('p')} and q.day < p.month), ''),
      coalesce(${customer}.mrr_currency, ''), ${sign}1, ${sign}coalesce(${customer}.mrr_amount, 0)
    from (${monthsOfCustomer}) p where true on conflict ${ADD_REACH};`;

// Of a customer's visits, whether each is measured, and when they left after it. Their part of the sums is taken out and put back.
const measured = (customer: string, sign: '' | '-') => {
  const figure = (taken: string, days: number | null) =>
    `${sign}(v.counted${taken}${days === null ? '' : ` and coalesce(v.gone_days <= ${days}, 0)`})`;
  const figures = ['', ' and v.accepted'].flatMap((taken) => [null, 30, 60, 90].map((days) => figure(taken, days)));
  return `insert into insight_sums (merchant_id, what, grain, period, subject, currency, ${FIGURES.join(', ')})
    select v.merchant_id, 'kept', g.value, iif(g.value = 'd', v.day, substr(v.day, 1, 7)), v.arm || '|' || v.remedy || '|' || v.reason, '', ${figures.join(', ')}
    from insight_visits v, json_each('["d","m"]') g where v.customer_id = ${customer} and v.counted on conflict do update set ${ADD};`;
};
const remeasured = (customer: string) =>
  `update insight_visits set
    counted = not exists (select 1 from insight_visits e where e.customer_id = insight_visits.customer_id
      and (e.at, e.id) < (insight_visits.at, insight_visits.id) and julianday(insight_visits.at) - julianday(e.at) < 90),
    gone_days = (select cast(julianday(min(substr(d.at, 1, 10))) - julianday(insight_visits.day) as integer) from departures d
      where d.merchant_id = insight_visits.merchant_id and d.customer_id = insight_visits.customer_id and d.at >= insight_visits.day)
    where customer_id = ${customer};`;

/**
 * Sums for insight. `insight_sums`: figures v1 to v8 of a day (`grain` d) or a month (m), by what and subject. `insight_people`:
 * who was concerned by what on which day. `insight_reach`: how many different people that makes, and what they pay a month now.
 * `insight_visits`: one row for each visit to the cancel flow that an offer is measured by. Words: server/domain/insight-facts.ts.
 */
export const rollups: Migration = {
  id: '0014-rollups',
  up: [
    `create table insight_sums (
      merchant_id text not null, what text not null, grain text not null, period text not null, subject text not null, currency text not null,
      ${FIGURES.map((v) => `${v} integer not null default 0`).join(', ')}, primary key (merchant_id, what, grain, period, subject, currency)) strict, without rowid`,

    `create table insight_people (
      merchant_id text not null, subject text not null, customer text not null, day text not null, n integer not null,
      primary key (merchant_id, subject, customer, day)) strict, without rowid`,
    `create index insight_people_by_day on insight_people (merchant_id, day)`,
    `create index insight_people_by_customer on insight_people (customer)`,
    `create table insight_reach (
      merchant_id text not null, subject text not null, month text not null, previous text not null, currency text not null, customers integer not null,
      revenue integer not null, primary key (merchant_id, month, subject, previous, currency)) strict, without rowid`,
    `create index insight_reach_by_subject on insight_reach (merchant_id, subject)`,
    `create trigger insight_person_came after insert on insight_people
      when not exists (select 1 ${daysOf('new')} and q.day >= ${monthOf('new')} and q.day < ${monthOf('new')} || '~' and q.day <> new.day) begin
        ${cell('new', monthOf('new'), before('new'), '')}
        ${cell('new', next('new'), before('new'), '-')}
        ${cell('new', next('new'), monthOf('new'), '')}
      end`,
    `create trigger insight_person_went after delete on insight_people
      when not exists (select 1 ${daysOf('old')} and q.day >= ${monthOf('old')} and q.day < ${monthOf('old')} || '~') begin
        ${cell('old', monthOf('old'), before('old'), '-')}
        ${cell('old', next('old'), monthOf('old'), '-')}
        ${cell('old', next('old'), before('old'), '')}
      end`,
    `create trigger insight_customer_worth after update of mrr_amount, mrr_currency on customers
      when old.mrr_amount is not new.mrr_amount or old.mrr_currency is not new.mrr_currency begin
        ${reachOfCustomer('old', '-')}
        ${reachOfCustomer('new', '')}
      end`,

    `create table insight_visits (
      id text primary key, merchant_id text not null, customer_id text not null, at text not null, day text not null, arm text not null, remedy text not null,
      reason text not null, accepted integer not null, counted integer not null default 0, gone_days integer) strict, without rowid`,
    `create index insight_visits_by_customer on insight_visits (customer_id, at)`,
    `create index cancellations_by_opening on cancellations (merchant_id, opened_at)`,
    `create index departures_by_customer on departures (merchant_id, customer_id, at)`,
    // A visit that changes is written anew: out with the old row, in with the new.
    ...(
      [
        ['insight_visit_came', 'after insert on insight_visits', 'new'],
        ['insight_customer_left', 'after insert on departures', 'new'],
        ['insight_departure_moved', 'after update of at on departures', 'new'],
        ['insight_departure_went', 'after delete on departures', 'old'],
      ] as const
    ).map(
      ([name, when, row]) =>
        `create trigger ${name} ${when} begin ${measured(`${row}.customer_id`, '-')} ${remeasured(`${row}.customer_id`)} ${measured(`${row}.customer_id`, '')} end`,
    ),
    `create trigger insight_visit_goes before delete on insight_visits begin ${measured('old.customer_id', '-')} end`,
    `create trigger insight_visit_went after delete on insight_visits begin ${remeasured('old.customer_id')} ${measured('old.customer_id', '')} end`,

    `create trigger insight_promise_moved after insert on case_events when new.type = 'promise_renegotiated' begin
      insert into insight_sums (merchant_id, what, grain, period, subject, currency, v1)
        select new.merchant_id, 'moved', g.value, substr(new.at, 1, iif(g.value = 'd', 10, 7)), coalesce(new.by_id, ''), '', 1 from json_each('["d","m"]') g
        where true on conflict do update set v1 = v1 + 1;
    end`,
  ],
};

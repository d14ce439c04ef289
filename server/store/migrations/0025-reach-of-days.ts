import type { Migration } from '../migrate.ts';

/** A day before is known for as long as a span without a whole month can be; before that its month is enough. */
const KNOWN_DAYS = 62;
const REACH = 'merchant_id, subject, day, previous, currency, customers, revenue';
const ADD = 'on conflict do update set customers = customers + excluded.customers, revenue = revenue + excluded.revenue';

const previousOf = (before: string, day: string) =>
  `case when ${before} is null then '' when julianday(${day}) - julianday(${before}) <= ${KNOWN_DAYS} then ${before} else substr(${before}, 1, 7) end`;
const daysOf = (person: string) =>
  `from insight_people q where q.merchant_id = ${person}.merchant_id and q.subject = ${person}.subject and q.customer = ${person}.customer`;
const before = (person: string) => `(select max(q.day) ${daysOf(person)} and q.day < ${person}.day)`;
const next = (person: string) => `(select min(q.day) ${daysOf(person)} and q.day > ${person}.day)`;
const cell = (person: string, day: string, previous: string, sign: '' | '-') =>
  `insert into insight_reach_days (${REACH})
    select ${person}.merchant_id, ${person}.subject, d.day, ${previousOf('d.before', 'd.day')}, coalesce(c.mrr_currency, ''), ${sign}1, ${sign}coalesce(c.mrr_amount, 0)
    from (select ${day} as day, ${previous} as before) d left join customers c on c.id = ${person}.customer where d.day is not null ${ADD};`;

const daysOfCustomer = (customer: 'old' | 'new', sign: '' | '-') =>
  `insert into insight_reach_days (${REACH})
    select merchant_id, subject, day, ${previousOf('before', 'day')}, coalesce(${customer}.mrr_currency, ''), ${sign}1, ${sign}coalesce(${customer}.mrr_amount, 0)
    from (select merchant_id, subject, day, lag(day) over (partition by merchant_id, subject order by day) as before from insight_people where customer = new.id)
    where true ${ADD};`;

/** As `insight_reach`, for days: how many people came on a day, by when they came before, so that few days need no names. */
export const reachOfDays: Migration = {
  id: '0025-reach-of-days',
  up: [
    `create table insight_reach_days (
      merchant_id text not null, subject text not null, day text not null, previous text not null, currency text not null, customers integer not null,
      revenue integer not null, primary key (merchant_id, day, subject, previous, currency)) strict, without rowid`,
    `create index insight_reach_days_by_subject on insight_reach_days (merchant_id, subject)`,
    `insert into insight_reach_days (${REACH})
      select p.merchant_id, subject, day, ${previousOf('before', 'day')}, coalesce(mrr_currency, ''), count(*), sum(coalesce(mrr_amount, 0))
      from (select merchant_id, subject, customer, day, lag(day) over (partition by merchant_id, subject, customer order by day) as before from insight_people) p
      left join customers c on c.id = p.customer group by 1, 2, 3, 4, 5`,
    `create trigger insight_person_came_that_day after insert on insight_people begin
      ${cell('new', 'new.day', before('new'), '')}
      ${cell('new', next('new'), before('new'), '-')}
      ${cell('new', next('new'), 'new.day', '')}
    end`,
    `create trigger insight_person_went_that_day after delete on insight_people begin
      ${cell('old', 'old.day', before('old'), '-')}
      ${cell('old', next('old'), 'old.day', '-')}
      ${cell('old', next('old'), before('old'), '')}
    end`,
    `create trigger insight_customer_worth_by_day after update of mrr_amount, mrr_currency on customers
      when old.mrr_amount is not new.mrr_amount or old.mrr_currency is not new.mrr_currency begin
        ${daysOfCustomer('old', '-')}
        ${daysOfCustomer('new', '')}
      end`,
  ],
};

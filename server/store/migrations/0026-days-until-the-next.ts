import type { Migration } from '../migrate.ts';

const CELL = 'merchant_id, subject, day, next, currency, customers, revenue';
const ADD = 'on conflict do update set customers = customers + excluded.customers, revenue = revenue + excluded.revenue';

const daysOf = (person: string) =>
  `from insight_people q where q.merchant_id = ${person}.merchant_id and q.subject = ${person}.subject and q.customer = ${person}.customer`;
const before = (person: string) => `(select max(q.day) ${daysOf(person)} and q.day < ${person}.day)`;
const next = (person: string) => `coalesce((select min(q.day) ${daysOf(person)} and q.day > ${person}.day), '')`;
const cell = (person: string, day: string, following: string, sign: '' | '-') =>
  `insert into insight_last_days (${CELL})
    select ${person}.merchant_id, ${person}.subject, d.day, d.next, coalesce(c.mrr_currency, ''), ${sign}1, ${sign}coalesce(c.mrr_amount, 0)
    from (select ${day} as day, ${following} as next) d left join customers c on c.id = ${person}.customer where d.day is not null ${ADD};`;
const daysOfCustomer = (customer: 'old' | 'new', sign: '' | '-') =>
  `insert into insight_last_days (${CELL})
    select merchant_id, subject, day, coalesce(lead(day) over (partition by merchant_id, subject order by day), ''), coalesce(${customer}.mrr_currency, ''),
      ${sign}1, ${sign}coalesce(${customer}.mrr_amount, 0)
    from insight_people where customer = new.id ${ADD};`;

/**
 * How many people came on a day, by the day on which they came next, empty for never: with it the people of the first days of a span
 * who did not come again in the rest of it are counted without their names.
 */
export const daysUntilTheNext: Migration = {
  id: '0026-days-until-the-next',
  up: [
    `create table insight_last_days (
      merchant_id text not null, subject text not null, day text not null, next text not null, currency text not null, customers integer not null,
      revenue integer not null, primary key (merchant_id, day, subject, next, currency)) strict, without rowid`,
    `create index insight_last_days_by_subject on insight_last_days (merchant_id, subject)`,
    `insert into insight_last_days (${CELL})
      select p.merchant_id, subject, day, next, coalesce(mrr_currency, ''), count(*), sum(coalesce(mrr_amount, 0))
      from (select merchant_id, subject, customer, day, coalesce(lead(day) over (partition by merchant_id, subject, customer order by day), '') as next from insight_people) p
      left join customers c on c.id = p.customer group by 1, 2, 3, 4, 5`,
    `create trigger insight_person_came_before_next after insert on insight_people begin
      ${cell('new', 'new.day', next('new'), '')}
      ${cell('new', before('new'), next('new'), '-')}
      ${cell('new', before('new'), 'new.day', '')}
    end`,
    `create trigger insight_person_went_before_next after delete on insight_people begin
      ${cell('old', 'old.day', next('old'), '-')}
      ${cell('old', before('old'), 'old.day', '-')}
      ${cell('old', before('old'), next('old'), '')}
    end`,
    `create trigger insight_customer_worth_before_next after update of mrr_amount, mrr_currency on customers
      when old.mrr_amount is not new.mrr_amount or old.mrr_currency is not new.mrr_currency begin
        ${daysOfCustomer('old', '-')}
        ${daysOfCustomer('new', '')}
      end`,
  ],
};

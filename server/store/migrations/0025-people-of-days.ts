import type { Migration } from '../migrate.ts';

/** A day before is known for as long as a span without a whole month can be; before that its month is enough. */
const KNOWN_DAYS = 62;
const FIGURES = 'currency, customers, revenue';
const ADD = 'on conflict do update set customers = customers + excluded.customers, revenue = revenue + excluded.revenue';

type Person = 'old' | 'new';
const daysOf = (person: Person) =>
  `from insight_people q where q.merchant_id = ${person}.merchant_id and q.subject = ${person}.subject and q.customer = ${person}.customer`;
const before = (person: Person) => `(select max(q.day) ${daysOf(person)} and q.day < ${person}.day)`;
const next = (person: Person) => `(select min(q.day) ${daysOf(person)} and q.day > ${person}.day)`;

type Kept = {
  table: string;
  column: string;
  /** The other day on which somebody came, and how it is written beside this one. */
  other: (person: Person) => string;
  written: string;
  window: 'lag' | 'lead';
  /** Whose other day this one is. */
  neighbour: (person: Person) => string;
};

/** A table of how many came on a day by another day on which they came, kept by triggers from `insight_people` and what people pay. */
function keeping({ table, column, other, written, window, neighbour }: Kept): string[] {
  const into = `insert into ${table} (merchant_id, subject, day, ${column}, ${FIGURES})`;
  const cell = (person: Person, day: string, otherDay: string, sign: '' | '-') =>
    `${into} select ${person}.merchant_id, ${person}.subject, day, ${written}, coalesce(c.mrr_currency, ''), ${sign}1, ${sign}coalesce(c.mrr_amount, 0)
      from (select ${day} as day, ${otherDay} as other) left join customers c on c.id = ${person}.customer where day is not null ${ADD};`;
  const days = `select merchant_id, subject, customer, day, ${window}(day) over (partition by merchant_id, subject, customer order by day) as other from insight_people`;
  const worth = (customer: Person, sign: '' | '-') =>
    `${into} select merchant_id, subject, day, ${written}, coalesce(${customer}.mrr_currency, ''), ${sign}1, ${sign}coalesce(${customer}.mrr_amount, 0)
      from (${days} where customer = new.id) where true ${ADD};`;
  return [
    `create table ${table} (
      merchant_id text not null, subject text not null, day text not null, ${column} text not null, currency text not null, customers integer not null,
      revenue integer not null, primary key (merchant_id, day, subject, ${column}, currency)) strict, without rowid`,
    `create index ${table}_by_subject on ${table} (merchant_id, subject)`,
    `${into} select p.merchant_id, subject, day, ${written}, coalesce(mrr_currency, ''), count(*), sum(coalesce(mrr_amount, 0))
      from (${days}) p left join customers c on c.id = p.customer group by 1, 2, 3, 4, 5`,
    `create trigger insight_person_came_${table} after insert on insight_people begin
      ${cell('new', 'new.day', other('new'), '')}
      ${cell('new', neighbour('new'), other('new'), '-')}
      ${cell('new', neighbour('new'), 'new.day', '')}
    end`,
    `create trigger insight_person_went_${table} after delete on insight_people begin
      ${cell('old', 'old.day', other('old'), '-')}
      ${cell('old', neighbour('old'), 'old.day', '-')}
      ${cell('old', neighbour('old'), other('old'), '')}
    end`,
    `create trigger insight_customer_worth_${table} after update of mrr_amount, mrr_currency on customers
      when old.mrr_amount is not new.mrr_amount or old.mrr_currency is not new.mrr_currency begin
        ${worth('old', '-')}
        ${worth('new', '')}
      end`,
  ];
}

/**
 * As `insight_reach`, for days, so that no span needs names. `insight_reach_days`: how many people came on a day, by when they came
 * before. `insight_last_days`: by the day on which they came next, empty for never.
 */
export const peopleOfDays: Migration = {
  id: '0025-people-of-days',
  up: [
    ...keeping({
      table: 'insight_reach_days',
      column: 'previous',
      other: before,
      written: `case when other is null then '' when julianday(day) - julianday(other) <= ${KNOWN_DAYS} then other else substr(other, 1, 7) end`,
      window: 'lag',
      neighbour: next,
    }),
    ...keeping({
      table: 'insight_last_days',
      column: 'next',
      other: next,
      written: "coalesce(other, '')",
      window: 'lead',
      neighbour: before,
    }),
  ],
};

import { ANSWER_BUCKETS_MINUTES, MOST_LETTERS, VALUE_BANDS } from '#server/domain/insight-facts.ts';
import { REASONS } from '#server/domain/taxonomy.ts';
import { countsAsSql } from '../counts-as.ts';

/**
 * What the sums of a month must be, counted anew from cases, departures and visits alone, in another language than the one that
 * keeps them. Values: ?1 the merchant, ?2 and ?3 days from and until, the second not included.
 */

const quoted = (ids: string[]): string => ids.map((id) => `'${id}'`).join(', ') || "''";
const [avoidable, unavoidable] = [true, false].map((is) =>
  quoted(REASONS.filter((reason) => reason.avoidable === is).map(({ id }) => id)),
) as [string, string]; // two go in, two come out
const bucket = `case ${ANSWER_BUCKETS_MINUTES.map((end, i) => `when minutes <= ${end} then ${i}`).join(' ')} else ${ANSWER_BUCKETS_MINUTES.length} end`;
const like = (patterns: string[]): string => patterns.map((pattern) => `currency glob '${pattern}'`).join(' or ');
/** Minor units in a major one, by currency: `decimalsOf` of shared/decimals.ts. */
export const MINOR_UNITS = `case
  when ${like(['[^CH]?F', 'CLP', 'ISK', 'JPY', 'KRW', 'PYG', 'UGX', '*V[NU]*'])} then 1
  when ${like(['*BH*', '*IQ*', '*JO*', '*KW*', '*LY*', 'OMR', 'TND'])} then 1000 else 100 end`;
const band = `iif(revenue is null, 'unknown', cast(${VALUE_BANDS.map((from) => `(revenue >= ${from} * ${MINOR_UNITS})`).join(' + ')} as text))`;

const CASES = `select id, kind, coalesce(reason, '') as reason, coalesce(customer_id, id) as customer, coalesce(assignee, '') as staff,
    second_failure as failed, substr(opened_at, 1, 10) as day, data from cases
  where merchant_id = ?1 and opened_at >= ?2 and opened_at < ?3 and coalesce(outcome, '') not in ('spam', 'duplicate')`;
const DEPARTURES = `select customer_id as customer, substr(at, 1, 10) as day, coalesce(reason, '') as reason, way, revenue, coalesce(lifetime_value, 0) as lifetime,
    coalesce(currency, '') as currency, returned_at is not null as back, decision,
    iif(way <> 'cancel_flow' and reason_text <> '' and length(reason_text) <= ${MOST_LETTERS}, reason_text, null) as words
  from departures where merchant_id = ?1 and at >= ?2 and at < ?3`;
const ZEROS = (count: number): string => ', 0'.repeat(count);
const left = (what: string, subject: string, where = 'true'): string =>
  `select '${what}', day, ${subject}, currency, count(*), sum(coalesce(revenue, 0)), sum(lifetime), sum(back), sum(back * coalesce(revenue, 0))${ZEROS(3)}
   from d where ${where} group by 2, 3, 4`;

/** The tables `c`, `d` and `people (subject, customer, day, n)`. */
export const WITH_PEOPLE = `with c as (${CASES}), d as (${DEPARTURES}),
  people (subject, customer, day, n) as (
    select subject, customer, day, count(*) from (
      select 'any:' || reason as subject, customer, day from c union all select kind || ':' || reason, customer, day from c
      union all select 'any:' || reason, customer, day from d union all select 'cancellation:' || reason, customer, day from d
      union all select 'text:' || words, customer, day from d where words is not null)
    group by 1, 2, 3)`;

/** The table `lines`: the days of a month. */
export const WITH_LINES = `with c as (${CASES}), d as (${DEPARTURES}),
  v as (
    select substr(opened_at, 1, 10) as day, data ->> '$.offer.remedy' as offered, data ->> '$.withheld.remedy' as withheld, coalesce(data ->> '$.reason', '') as reason,
      coalesce(data ->> '$.offer.answer', '') as answer, data ->> '$.offer.money.amount' as amount, data ->> '$.offer.money.currency' as currency
    from cancellations where merchant_id = ?1 and opened_at >= ?2 and opened_at < ?3),
  first_answers as (
    select day, staff, k.value ->> '$.breachedAt' is null as on_time, (unixepoch(k.value ->> '$.metAt') - unixepoch(k.value ->> '$.startedAt')) / 60 as minutes
    from c, json_each(c.data, '$.clocks') k where k.value ->> '$.kind' = 'first_reply' and k.value ->> '$.metAt' is not null),
  lines (what, day, subject, currency, v1, v2, v3, v4, v5, v6, v7, v8) as (
    select 'case', day, kind || '|' || reason, '', count(*), sum(failed)${ZEROS(6)} from c group by 2, 3
    union all select 'touchpoint', day, data ->> '$.area.touchpoint', '', count(*), sum(kind = 'complaint'),
      coalesce(sum(data ->> '$.area.rating'), 0), count(data ->> '$.area.rating'), coalesce(sum(data ->> '$.rating.effort'), 0), count(data ->> '$.rating.effort'),
      coalesce(sum(data ->> '$.rating.stars'), 0), count(data ->> '$.rating.stars') from c where data ->> '$.area.touchpoint' <> '' group by 2, 3
    union all select 'staff', day, staff, '', count(*), sum(failed), coalesce(sum(data ->> '$.rating.stars'), 0), count(data ->> '$.rating.stars')${ZEROS(4)} from c group by 2, 3
    union all select 'answer', day, staff || '|' || ${bucket}, '', count(*), sum(on_time), sum(minutes)${ZEROS(5)} from first_answers group by 2, 3
    union all select 'promise', day, coalesce(p.value ->> '$.owner', ''), '', count(*), sum(p.value ->> '$.state' = 'kept'), sum(p.value ->> '$.state' = 'broken'),
      sum(p.value ->> '$.state' = 'cancelled')${ZEROS(4)} from c, json_each(c.data, '$.promises') p group by 2, 3
    union all ${left('left', "''")}
    union all ${left('left.reason', 'reason')}
    union all ${left('left.text', "reason || '|' || words", 'words is not null')}
    union all ${left('left.way', 'way')}
    union all ${left(
      'left.segment',
      `case when decision = 'not_right_for_us' then 'not_right_for_us' when ${countsAsSql('reason')} in (${avoidable}) then 'avoidable' when ${countsAsSql('reason')} in (${unavoidable}) then 'unavoidable' else 'unknown' end`,
    )}
    union all ${left('left.value', band)}
    union all select 'offer', day, offered || '|' || reason, '', count(*), sum(answer = 'accepted'), sum(answer = 'declined')${ZEROS(5)} from v where offered is not null group by 2, 3
    union all select 'offer', day, withheld || '|' || reason, ''${ZEROS(3)}, count(*)${ZEROS(4)} from v where offered is null and withheld is not null group by 2, 3
    union all select 'offer', day, offered || '|' || reason, currency${ZEROS(4)}, sum(amount)${ZEROS(3)} from v where answer = 'accepted' and amount is not null group by 2, 3, 4
    union all select 'kept', day, arm || '|' || remedy || '|' || reason, '', count(*), sum(coalesce(gone_days <= 30, 0)), sum(coalesce(gone_days <= 60, 0)), sum(coalesce(gone_days <= 90, 0)),
      sum(accepted), sum(accepted and coalesce(gone_days <= 30, 0)), sum(accepted and coalesce(gone_days <= 60, 0)), sum(accepted and coalesce(gone_days <= 90, 0))
      from insight_visits where merchant_id = ?1 and day >= ?2 and day < ?3 and counted group by 2, 3)`;

/** Visits as they are measured, of all times. */
export const VISITS = `select id, customer_id, at, substr(at, 1, 10) as day, arm, remedy, reason, accepted,
    coalesce(julianday(at) - julianday(lag(at) over (partition by customer_id order by at, id)) >= 90, 1) as counted,
    (select cast(julianday(min(substr(d.at, 1, 10))) - julianday(substr(s.at, 1, 10)) as integer) from departures d
      where d.merchant_id = ?1 and d.customer_id = s.customer_id and d.at >= substr(s.at, 1, 10)) as gone_days
  from seen s`;
export const WITH_SEEN = `with seen as (
  select id, customer_id, opened_at as at, iif(data ->> '$.offer.remedy' is null, 'held_out', 'offered') as arm,
    coalesce(data ->> '$.offer.remedy', data ->> '$.withheld.remedy') as remedy, coalesce(data ->> '$.reason', '') as reason,
    coalesce(data ->> '$.offer.answer', '') = 'accepted' as accepted
  from cancellations where merchant_id = ?1 and customer_id is not null and data ->> '$.identified' = 1
    and coalesce(data ->> '$.offer.remedy', data ->> '$.withheld.remedy') is not null)`;

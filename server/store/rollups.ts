import type { Cancellation } from '#server/domain/cancellation.ts';
import type { Case } from '#server/domain/case.ts';
import type { Departure } from '#server/domain/departure.ts';
import { type Facts, factsOfCase, factsOfDeparture, factsOfVisit, measuredVisit } from '#server/domain/insight-facts.ts';
import { type Statement, sql } from './db.ts';

const FIGURES = 8;
const NOTHING: Facts = { entries: [], presences: [] };

/** What a new, changed or erased departure means for the sums. Written in the same batch as the departure itself. */
export const departureRolledUp = (merchantId: string, before: Departure | null, after: Departure | null): Statement[] =>
  difference(merchantId, before ? factsOfDeparture(before) : NOTHING, after ? factsOfDeparture(after) : NOTHING);

/** What a change of a case means for the sums. */
export const caseRolledUp = (merchantId: string, before: Case | null, after: Case): Statement[] =>
  difference(merchantId, before ? factsOfCase(before) : NOTHING, factsOfCase(after));

/** What a step of a visit to the cancel flow means for the sums. */
export function visitRolledUp(merchantId: string, before: Cancellation | null, after: Cancellation): Statement[] {
  const was = before && measuredVisit(before);
  const is = measuredVisit(after);
  const isSame = before?.customerId === after.customerId && JSON.stringify(was) === JSON.stringify(is);
  return [
    ...difference(merchantId, before ? factsOfVisit(before) : NOTHING, factsOfVisit(after)),
    ...(isSame || !was ? [] : [sql('delete from insight_visits where merchant_id = ? and id = ?', merchantId, after.id)]),
    ...(isSame || !is
      ? []
      : [
          sql(
            'insert into insight_visits (id, merchant_id, customer_id, at, day, arm, remedy, reason, accepted) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
            after.id,
            merchantId,
            after.customerId,
            after.openedAt,
            after.openedAt.slice(0, 10),
            is.arm,
            is.remedy,
            is.reason,
            Number(is.accepted),
          ),
        ]),
  ];
}

function difference(merchantId: string, was: Facts, is: Facts): Statement[] {
  const sums = tally([...is.entries.map((one) => sumOf(one, 1)), ...was.entries.map((one) => sumOf(one, -1))]);
  const people = tally([...is.presences.map((one) => personOf(one, 1)), ...was.presences.map((one) => personOf(one, -1))]);
  return [...(sums.length ? [addSums(merchantId, sums)] : []), ...addPeople(merchantId, people)];
}

type Line = { key: string[]; figures: number[] };
const sumOf = ({ what, day, subject, currency, figures }: Facts['entries'][number], sign: 1 | -1): Line => ({
  key: [what, day, subject, currency],
  figures: figures.map((figure) => figure * sign),
});
const personOf = ({ subject, customer, day }: Facts['presences'][number], sign: 1 | -1): Line => ({
  key: [subject, customer, day],
  figures: [sign],
});

/** Lines of one key as one, without those that change nothing. */
function tally(lines: Line[]): Line[] {
  const sums = new Map<string, Line>();
  for (const { key, figures } of lines) {
    const name = JSON.stringify(key);
    const known = sums.get(name);
    sums.set(name, { key, figures: known ? known.figures.map((figure, i) => figure + (figures[i] ?? 0)) : figures });
  }
  return [...sums.values()].filter(({ figures }) => figures.some((figure) => figure !== 0));
}

function addSums(merchantId: string, lines: Line[]): Statement {
  const columns = Array.from({ length: FIGURES }, (_, i) => `v${i + 1}`);
  const rows = lines.map(({ key, figures }) => [...key, ...columns.map((_, i) => figures[i] ?? 0)]);
  return sql(
    `insert into insight_sums (merchant_id, what, grain, period, subject, currency, ${columns.join(', ')})
     select ?, e.value ->> 0, g.value, substr(e.value ->> 1, 1, iif(g.value = 'd', 10, 7)), e.value ->> 2, e.value ->> 3,
       ${columns.map((_, i) => `e.value ->> ${i + 4}`).join(', ')}
     from json_each(?) e, json_each('["d","m"]') g where true
     on conflict do update set ${columns.map((v) => `${v} = ${v} + excluded.${v}`).join(', ')}`,
    merchantId,
    JSON.stringify(rows),
  );
}

function addPeople(merchantId: string, lines: Line[]): Statement[] {
  if (lines.length === 0) return [];
  const gone = lines.filter(({ figures }) => figures.some((figure) => figure < 0));
  return [
    sql(
      `insert into insight_people (merchant_id, subject, customer, day, n) select ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?) where true
       on conflict do update set n = n + excluded.n`,
      merchantId,
      JSON.stringify(lines.map(({ key, figures }) => [...key, ...figures])),
    ),
    ...gone.map(({ key }) =>
      sql('delete from insight_people where merchant_id = ? and subject = ? and customer = ? and day = ? and n <= 0', merchantId, ...key),
    ),
  ];
}

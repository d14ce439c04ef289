import type { Migration } from '../migrate.ts';

const FIGURES = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8'];
const KEY = 'merchant_id, what, grain, period, subject, currency';
const YEAR = (row: 'old' | 'new', figures: string[]) =>
  `insert into insight_sums (${KEY}, ${FIGURES.join(', ')})
    values (${row}.merchant_id, ${row}.what, 'y', substr(${row}.period, 1, 4), ${row}.subject, ${row}.currency, ${figures.join(', ')})
    on conflict do update set ${FIGURES.map((v) => `${v} = ${v} + excluded.${v}`).join(', ')};`;

/** The sums of a year (`grain` y), kept from those of its months, so that many years cost as little to read as many months did. */
export const years: Migration = {
  id: '0022-years',
  up: [
    `insert into insight_sums (${KEY}, ${FIGURES.join(', ')})
      select merchant_id, what, 'y', substr(period, 1, 4), subject, currency, ${FIGURES.map((v) => `sum(${v})`).join(', ')}
      from insight_sums where grain = 'm' group by 1, 2, 4, 5, 6`,
    `create trigger insight_month_came after insert on insight_sums when new.grain = 'm' begin
      ${YEAR(
        'new',
        FIGURES.map((v) => `new.${v}`),
      )}
    end`,
    `create trigger insight_month_changed after update on insight_sums when new.grain = 'm' begin
      ${YEAR(
        'new',
        FIGURES.map((v) => `new.${v} - old.${v}`),
      )}
    end`,
    `create trigger insight_month_went after delete on insight_sums when old.grain = 'm' begin
      ${YEAR(
        'old',
        FIGURES.map((v) => `-old.${v}`),
      )}
    end`,
  ],
};

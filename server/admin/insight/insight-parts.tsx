import type { ComponentChildren } from 'preact';
import type { Money } from '#shared/contracts/basics.ts';
import { t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';
import { type Wish, pathOf } from './insight-calls.ts';
import { change } from './insight-words.ts';

type Column = { label: string; isNumber?: boolean };
type Line = { key: string; cells: ComponentChildren[]; isHere?: boolean };

type TableProps = {
  caption: string;
  columns: Column[];
  lines: Line[];
  /** The heading above says the same already. */
  isNamedAbove?: boolean;
};

/** The same as a drawing, in rows and columns. The first cell names its row. */
export function InsightTable({ caption, columns, lines, isNamedAbove = false }: TableProps) {
  return (
    <div class="ins-scroll" role="group" aria-label={caption} tabIndex={0}>
      <table class="ins-table">
        <caption>{isNamedAbove ? <span class="hidden">{caption}</span> : caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, isNumber }) => (
              <th key={label} scope="col" class={isNumber ? 'ins-number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, cells, isHere }) => (
            <tr key={key} class={isHere ? 'ins-here' : undefined}>
              <th scope="row">{cells[0]}</th>
              {cells.slice(1).map((cell, i) => (
                <td key={columns[i + 1]?.label} class={columns[i + 1]?.isNumber ? 'ins-number' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The figures as files. */
export function Downloads({ name, wish, file }: { name: string; wish: Wish; file: string }) {
  return (
    <p class="ins-downloads">
      <a href={pathOf(name, { ...wish, format: 'csv' })} download={`${file}.csv`}>
        {t('Download as CSV')}
      </a>
      <a href={pathOf(name, { ...wish, format: 'json' })} download={`${file}.json`}>
        {t('Download as JSON')}
      </a>
    </p>
  );
}

/** What a figure means and how it was reckoned. */
export const Counted = ({ children }: { children: ComponentChildren }) => (
  <details class="folded ins-counted">
    <summary>{t('How this is counted')}</summary>
    <div>{children}</div>
  </details>
);

/** A figure, what it was in the span before, and its formula. */
export function Figure({
  label,
  value,
  before,
  moved,
  children,
}: {
  label: string;
  value: string;
  before?: string | null;
  moved?: number | null;
  children: ComponentChildren;
}) {
  return (
    <div class="card ins-tile">
      <h2>{label}</h2>
      <p class="ins-big">{value}</p>
      <p class="quiet ins-before">
        {before === undefined
          ? ''
          : before === null
            ? t('Nothing to compare with')
            : moved === null || moved === undefined
              ? t('{value} in the period before', { value: before })
              : t('{value} in the period before ({change})', { value: before, change: change(moved) })}
      </p>
      <Counted>{children}</Counted>
    </div>
  );
}

type Other = { currency: string; customers: number; revenuePerMonth: Money };
/** Amounts of other currencies are named and never added. */
export function OtherCurrencies({ others, link }: { others: Other[]; link: (change: Wish) => string }) {
  if (others.length === 0) return null;
  return (
    <div class="notice">
      <p>{t('There are losses in other currencies. They are not in these figures: amounts of different currencies are never added.')}</p>
      <ul>
        {others.map(({ currency, customers, revenuePerMonth }) => (
          <li key={currency}>
            {tn(customers, '{revenue} a month of {count} customer', '{revenue} a month of {count} customers', {
              revenue: money(revenuePerMonth),
            })}{' '}
            <a href={link({ currency })}>{t('Show the figures in {currency}', { currency })}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Nothing is there yet, and how something gets in. */
export function NothingYet({ children }: { children: ComponentChildren }) {
  return (
    <div class="card ins-nothing">
      <p>{children}</p>
      <p class="quiet">
        {t('Figures come in by cancellations at the widget, by an import of customers, orders and departures, and by the API.')}{' '}
        <a href="/admin/import">{t('Import a file')}</a>
      </p>
    </div>
  );
}

export const FewCustomers = () => (
  <span class="flag" title={t('Fewer than ten customers: a figure that says little.')}>
    {t('Small number')}
  </span>
);

export const changeOrNot = (value: number | null): string => (value === null ? '–' : change(value));

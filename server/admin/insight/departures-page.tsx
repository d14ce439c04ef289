import type { Departures } from '#shared/contracts/insights.ts';
import { useDesk } from '../desk.ts';
import { WhenThere } from '../settings/house/fetched.tsx';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';
import { Bars } from './charts/bars.tsx';
import { ByChoice } from './choices.tsx';
import { insightCalls } from './insight-calls.ts';
import { InsightFrame } from './insight-frame.tsx';
import { Counted, Downloads, InsightTable, NothingYet, OtherCurrencies } from './insight-parts.tsx';
import { periodLabel, segmentLabel, wayLabel } from './insight-words.ts';
import { DepartedTable, Names } from './names.tsx';
import { useAnswer, useWish } from './wish.ts';

type Lost = Departures['total'];

/** Customers lost by month or quarter, money first, and their names. */
export function DeparturesPage() {
  const calls = insightCalls(useDesk().client);
  const { query, wish, link } = useWish();
  const by = query.by === 'quarter' ? 'quarter' : 'month';
  const asked = { ...wish, by };
  const answer = useAnswer(() => calls.departures(asked), asked);
  const show = query.show;

  return (
    <InsightFrame
      title={t('Customers lost')}
      lead={t('What was lost by month or quarter, in money first. Choose a period to see who left.')}
    >
      <ByChoice by={by} link={link} />
      <WhenThere fetched={answer}>
        {(lost) => (
          <>
            {lost.total.customers === 0 && lost.otherCurrencies.length === 0 ? (
              <NothingYet>{t('Nobody left in this time, as far as we know.')}</NothingYet>
            ) : (
              <ByPeriod lost={lost} show={show} link={link} />
            )}
            <OtherCurrencies others={lost.otherCurrencies} link={link} />
            <Downloads name="departures" wish={asked} file={`departures-by-${by}`} />
          </>
        )}
      </WhenThere>
      {show && (
        <Names
          title={t('Who left in {period}', { period: periodLabel(show) })}
          asked={show}
          close={link({ show: undefined })}
          read={(cursor) => calls.departed({ period: show, cursor })}
          downloads={<Downloads name="departures" wish={{ period: show }} file={`departed-${show}`} />}
        >
          {(items) => <DepartedTable caption={t('Who left in {period}', { period: periodLabel(show) })} items={items} />}
        </Names>
      )}
    </InsightFrame>
  );
}

type ByPeriodProps = { lost: Departures; show: string | undefined; link: (change: { show?: string }) => string };

function ByPeriod({ lost, show, link }: ByPeriodProps) {
  const { total, items } = lost;
  return (
    <>
      <section class="card">
        <Bars
          title={t('Revenue lost a month')}
          summary={tn(
            total.customers,
            '{count} customer left: {revenue} a month, {lifetime} of lifetime value.',
            '{count} customers left: {revenue} a month, {lifetime} of lifetime value.',
            { revenue: money(total.revenuePerMonth), lifetime: money(total.lifetimeValue) },
          )}
          bars={items.map(({ period, customers, revenuePerMonth }) => ({
            key: period,
            label: periodLabel(period),
            value: revenuePerMonth.amount,
            shown: money(revenuePerMonth),
            note: tn(customers, '{count} customer', '{count} customers'),
            href: customers > 0 ? link({ show: period }) : undefined,
            isHere: period === show,
          }))}
        />
        <Counted>
          <p>
            {t(
              'Everybody whose departure is dated in the period, whether they came back or not. Revenue is what they paid a month when they left. Lifetime value is the margin that was still to come: revenue a month × margin × months expected; the margin and the months are set under “What a customer is worth”. Days are those of UTC.',
            )}
          </p>
        </Counted>
        <InsightTable
          caption={t('Customers lost, period by period')}
          columns={[{ label: t('Period') }, ...lostColumns()]}
          lines={items.map((one) => ({
            key: one.period,
            isHere: one.period === show,
            cells: [periodLabel(one.period), ...lostCells(one)],
          }))}
        />
      </section>
      <div class="ins-pair">
        <Part caption={t('How we know of it')} lines={lost.ways.map((one) => ({ ...one, name: wayLabel(one.id) }))} />
        <Part caption={t('Could it have been avoided?')} lines={lost.segments.map((one) => ({ ...one, name: segmentLabel(one.id) }))} />
        <Part
          caption={t('By what they paid a month')}
          lines={lost.values.map((one) => ({
            ...one,
            name: one.from ? t('{amount} or more', { amount: money(one.from) }) : t('Not known'),
          }))}
        />
      </div>
    </>
  );
}

const lostColumns = () => [
  { label: t('Customers'), isNumber: true },
  { label: t('Revenue a month'), isNumber: true },
  { label: t('Lifetime value lost'), isNumber: true },
  { label: t('Came back'), isNumber: true },
  { label: t('Revenue that came back'), isNumber: true },
];
const lostCells = ({ customers, revenuePerMonth, lifetimeValue, returned, revenueReturned }: Lost) => [
  number(customers),
  money(revenuePerMonth),
  money(lifetimeValue),
  number(returned),
  money(revenueReturned),
];

const Part = ({ caption, lines }: { caption: string; lines: (Lost & { id: string; name: string })[] }) => (
  <section class="card">
    <Bars
      title={caption}
      summary={t('Revenue lost a month.')}
      bars={lines.map(({ id, name, customers, revenuePerMonth }) => ({
        key: id,
        label: name,
        value: revenuePerMonth.amount,
        shown: money(revenuePerMonth),
        note: tn(customers, '{count} customer', '{count} customers'),
      }))}
    />
    <details class="folded">
      <summary>{t('As a table')}</summary>
      <InsightTable
        caption={caption}
        columns={[{ label: t('Group') }, ...lostColumns()]}
        lines={lines.map((one) => ({ key: one.id, cells: [one.name, ...lostCells(one)] }))}
      />
    </details>
  </section>
);

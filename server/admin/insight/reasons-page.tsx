import type { ReasonSums, Reasons } from '#shared/contracts/insights.ts';
import { useDesk } from '../desk.ts';
import { WhenThere } from '../settings/house/fetched.tsx';
import { number } from '../words/dates.ts';
import { KIND } from '../words/labels.ts';
import { msg, t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';
import { Bars } from './charts/bars.tsx';
import { Choices } from './choices.tsx';
import { type Wish, behindReason, insightCalls } from './insight-calls.ts';
import { InsightFrame } from './insight-frame.tsx';
import { changeOrNot, Counted, Downloads, FewCustomers, InsightTable, NothingYet, OtherCurrencies } from './insight-parts.tsx';
import { dayLabel, share } from './insight-words.ts';
import { CustomerLink, Names } from './names.tsx';
import { useAnswer, useWish } from './wish.ts';

const NO_REASON = 'none';
const DRAWN = 15;
const BY = [
  { id: 'reason', label: msg('Reason') },
  { id: 'text', label: msg('Their own words') },
];

/** What went wrong, ranked by what it costs, and who is behind it. */
export function ReasonsPage() {
  const { client, session } = useDesk();
  const calls = insightCalls(client);
  const { query, wish, link } = useWish();
  const by = query.by === 'text' ? 'text' : 'reason';
  const kind = by === 'reason' && query.kind !== undefined && query.kind in KIND ? query.kind : undefined;
  const asked = { ...wish, by, kind };
  const answer = useAnswer(() => calls.reasons(asked), asked);
  const show = query.show;
  const nameOf = (one: ReasonSums) => (by === 'text' ? one.text || t('Without words of their own') : session.reasonLabel(one.reason));
  const shownName = show === undefined ? '' : by === 'text' ? show : session.reasonLabel(show === NO_REASON ? null : show);
  const named = { from: wish.from, to: wish.to, by, kind };

  return (
    <InsightFrame title={t('Reasons')} lead={t('What goes wrong, ranked by the revenue it costs, not by how often it is said.')}>
      <div class="ins-choices">
        <Choices label={t('By')} name="by" choices={BY} chosen={by} link={(change) => link({ ...change, kind: undefined })} />
        {by === 'reason' && (
          <Choices
            label={t('Kind')}
            name="kind"
            choices={[{ id: '', label: msg('All') }, ...Object.entries(KIND).map(([id, label]) => ({ id, label }))]}
            chosen={kind ?? ''}
            link={link}
          />
        )}
        <a href="/admin/rescue/problems">{t('Problem areas: causes, owners, fixes')}</a>
      </div>
      <WhenThere fetched={answer}>
        {(reasons) => (
          <>
            {reasons.items.length === 0 ? (
              <NothingYet>{t('No reason was given in this time.')}</NothingYet>
            ) : (
              <Ranked reasons={reasons} show={show} link={link} nameOf={nameOf} />
            )}
            <OtherCurrencies others={reasons.otherCurrencies} link={link} />
            <Downloads name="reasons" wish={asked} file={`reasons-by-${by}`} />
          </>
        )}
      </WhenThere>
      {show && (
        <Names
          title={t('Who is behind “{reason}”', { reason: shownName })}
          asked={JSON.stringify({ ...named, show })}
          close={link({ show: undefined })}
          read={(cursor) => calls.concerned(show, { ...named, cursor })}
          downloads={<Downloads name={behindReason(show)} wish={named} file="customers-concerned" />}
        >
          {(items) => (
            <InsightTable
              isNamedAbove
              caption={t('Who is behind “{reason}”', { reason: shownName })}
              columns={[
                { label: t('Customer') },
                { label: t('Times'), isNumber: true },
                { label: t('Last on') },
                { label: t('Left on') },
                { label: t('Revenue a month'), isNumber: true },
                { label: t('Lifetime value lost'), isNumber: true },
                { label: t('Came back') },
              ]}
              lines={items.map(({ customer, times, lastOn, departure }, i) => ({
                key: customer?.id ?? String(i),
                cells: [
                  <CustomerLink who={customer} />,
                  number(times),
                  dayLabel(lastOn),
                  departure ? dayLabel(departure.at) : t('Still here'),
                  departure?.revenuePerMonth ? money(departure.revenuePerMonth) : '–',
                  departure?.lifetimeValue ? money(departure.lifetimeValue) : '–',
                  departure?.returnedAt ? dayLabel(departure.returnedAt) : '–',
                ],
              }))}
            />
          )}
        </Names>
      )}
    </InsightFrame>
  );
}

type RankedProps = { reasons: Reasons; show: string | undefined; link: (change: Wish) => string; nameOf: (one: ReasonSums) => string };

function Ranked({ reasons: { items, total, by }, show, link, nameOf }: RankedProps) {
  const isMoney = total.revenuePerMonth.amount > 0;
  const drawn = items.filter((one) => !isMoney || one.revenuePerMonth.amount > 0).slice(0, DRAWN);
  const idOf = (one: ReasonSums) => (by === 'text' ? (one.text ?? '') : (one.reason ?? NO_REASON));
  const hrefOf = (one: ReasonSums) => (idOf(one) === '' ? undefined : link({ show: idOf(one) }));
  return (
    <section class="card">
      <Bars
        title={isMoney ? t('Revenue lost a month') : t('Cases')}
        summary={
          isMoney
            ? tn(
                total.left,
                '{revenue} a month in all, of {count} customer who left.',
                '{revenue} a month in all, of {count} customers who left.',
                { revenue: money(total.revenuePerMonth) },
              )
            : t('No revenue was lost in this time, so reasons are ranked by cases.')
        }
        bars={drawn.map((one) => ({
          key: idOf(one),
          label: nameOf(one),
          value: isMoney ? one.revenuePerMonth.amount : one.cases,
          shown: isMoney ? money(one.revenuePerMonth) : number(one.cases),
          note: one.small
            ? tn(one.customers, '{count} customer (small number)', '{count} customers (small number)')
            : tn(one.customers, '{count} customer', '{count} customers'),
          href: hrefOf(one),
          isHere: idOf(one) === show,
        }))}
      />
      {items.length > drawn.length && (
        <p class="quiet">{tn(items.length - drawn.length, '{count} more is in the table.', '{count} more are in the table.')}</p>
      )}
      <Counted>
        <p>
          {t(
            'Customers are different people, by a case or by leaving. Revenue and lifetime value are of those who left for this reason. At stake is what all customers concerned pay a month now. The share is of all revenue lost, or of all cases where none was. The change is against the time of the same length before. A small number is of fewer than ten customers, and says little.',
          )}
        </p>
      </Counted>
      <InsightTable
        caption={t('Reasons, the dearest first')}
        columns={[
          { label: by === 'text' ? t('Their own words') : t('Reason') },
          { label: t('Revenue a month'), isNumber: true },
          { label: t('Share'), isNumber: true },
          { label: t('Change'), isNumber: true },
          { label: t('Customers'), isNumber: true },
          { label: t('Left'), isNumber: true },
          { label: t('Came back'), isNumber: true },
          { label: t('Cases'), isNumber: true },
          { label: t('Lifetime value lost'), isNumber: true },
          { label: t('At stake a month'), isNumber: true },
        ]}
        lines={items.map((one) => ({
          key: idOf(one),
          isHere: idOf(one) === show,
          cells: [
            hrefOf(one) ? (
              <a href={hrefOf(one)} dir="auto">
                {nameOf(one)}
              </a>
            ) : (
              nameOf(one)
            ),
            money(one.revenuePerMonth),
            share(one.share),
            changeOrNot(one.change),
            <>
              {one.small && <FewCustomers />} {number(one.customers)}
            </>,
            number(one.left),
            number(one.returned),
            number(one.cases),
            money(one.lifetimeValue),
            money(one.atStake),
          ],
        }))}
      />
    </section>
  );
}

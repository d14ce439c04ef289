import type { Departures, Offers, Reasons, Spikes, Team } from '#shared/contracts/insights.ts';
import { useDesk } from '../desk.ts';
import { WhenThere } from '../settings/house/fetched.tsx';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';
import { Bars } from './charts/bars.tsx';
import { type Wish, insightCalls } from './insight-calls.ts';
import { InsightFrame } from './insight-frame.tsx';
import { Counted, Downloads, Figure, InsightTable, NothingYet, OtherCurrencies, changeOrNot } from './insight-parts.tsx';
import { dayLabel, decimal, share, tooFew } from './insight-words.ts';
import { FEWEST, headlineOf, smallerArm } from './models/offer-headline.ts';
import { changeFrom, keptShare } from './models/promises.ts';
import { addressOf, spanBefore, spanQuery } from './models/span.ts';
import { useAnswer, useWish } from './wish.ts';

const TOP = 5;
const SPIKES_SHOWN = 10;
type Told = { lost: Departures; before: Departures | null; reasons: Reasons; offers: Offers; team: Team | null; spikes: Spikes };

/** What was lost, why, what was kept, and what suddenly rises. */
export function InsightPage() {
  const { client, session } = useDesk();
  const calls = insightCalls(client);
  const { span, wish, link } = useWish();
  const role = session.me.value?.role ?? 'viewer';
  const answer = useAnswer<Told>(async () => {
    const earlier = spanBefore(span);
    const days = { from: wish.from, to: wish.to };
    const [lost, reasons, offers, team, spikes] = await Promise.all([
      calls.departures(wish),
      calls.reasons(wish),
      calls.offers(wish),
      role === 'viewer' ? null : calls.team(days),
      calls.spikes(),
    ]);
    // In the currency the first answer speaks, so that like is held against like.
    const before =
      earlier?.from && earlier.to ? await calls.departures({ from: earlier.from, to: earlier.to, currency: lost.currency }) : null;
    return { lost, before, reasons, offers, team, spikes };
  }, wish);
  const toReasons = (show?: string) => addressOf('/admin/insight/reasons', {}, { ...spanQuery(span), currency: wish.currency, show });

  return (
    <InsightFrame title={t('Insight')} lead={t('Who left, what it cost, why, and what kept the others. Money first.')}>
      <WhenThere fetched={answer}>
        {(told) => (
          <>
            {told.lost.total.customers + told.reasons.total.cases === 0 && told.lost.otherCurrencies.length === 0 && (
              <NothingYet>{t('Nothing is known of this time yet.')}</NothingYet>
            )}
            <LostTiles {...told} />
            <OtherCurrencies others={told.lost.otherCurrencies} link={link} />
            <KeptTiles {...told} isOwn={role === 'agent'} />
            <TopReasons reasons={told.reasons} to={toReasons} wish={wish} reasonLabel={session.reasonLabel} />
            <Rises spikes={told.spikes} reasonLabel={session.reasonLabel} />
          </>
        )}
      </WhenThere>
    </InsightFrame>
  );
}

function LostTiles({ lost, before }: Told) {
  const [now, was] = [lost.total, before?.total ?? null];
  return (
    <section class="ins-tiles" aria-label={t('Lost')}>
      <Figure
        label={t('Revenue lost a month')}
        value={money(now.revenuePerMonth)}
        before={was && money(was.revenuePerMonth)}
        moved={was && changeFrom(was.revenuePerMonth.amount, now.revenuePerMonth.amount)}
      >
        <p>
          {t(
            'The sum of what everybody who left in this time paid a month when they left: a subscription, or a twelfth of twelve months of orders.',
          )}
        </p>
      </Figure>
      <Figure
        label={t('Customers lost')}
        value={number(now.customers)}
        before={was && number(was.customers)}
        moved={was && changeFrom(was.customers, now.customers)}
      >
        <p>{t('Departures dated in this time. Those who came back later count too; a return never erases that they left.')}</p>
        <p>{tn(now.returned, '{count} of them came back.', '{count} of them came back.')}</p>
      </Figure>
      <Figure
        label={t('Lifetime value lost')}
        value={money(now.lifetimeValue)}
        before={was && money(was.lifetimeValue)}
        moved={was && changeFrom(was.lifetimeValue.amount, now.lifetimeValue.amount)}
      >
        <p>{t('For each: revenue a month × margin × months they were expected to stay. 1,000 a month for 20 years is 240,000.')}</p>
        <p>
          <a href="/admin/settings/worth">{t('Margin and months expected')}</a>
        </p>
      </Figure>
    </section>
  );
}

function KeptTiles({ offers, team, isOwn }: Told & { isOwn: boolean }) {
  const headline = headlineOf(offers.total.kept);
  const kept = team && keptShare(team.items.map(({ promises }) => promises));
  return (
    <section class="ins-tiles" aria-label={t('Kept')}>
      <Figure
        label={t('Customers kept by offers')}
        value={headline?.incremental ? decimal(headline.incremental.customers, 0) : tooFew(headline ? smallerArm(headline) : 0, FEWEST)}
      >
        {headline?.incremental && (
          <p>
            {t('After {days} days; with 95 % certainty between {low} and {high}.', {
              days: number(headline.days),
              low: decimal(headline.incremental.low, 0),
              high: decimal(headline.incremental.high, 0),
            })}
          </p>
        )}
        <p>{t('Not offers taken: those still here who would have gone, reckoned against customers who saw no offer.')}</p>
      </Figure>
      {team && (
        <Figure label={isOwn ? t('Your promises kept') : t('Promises kept')} value={kept === null ? t('None was due') : share(kept, 0)}>
          <p>{t('Promises kept ÷ promises kept or broken, made in this time. Moved ones count by their new date.')}</p>
        </Figure>
      )}
    </section>
  );
}

type TopProps = { reasons: Reasons; to: (show?: string) => string; wish: Wish; reasonLabel: (id: string | null) => string };

function TopReasons({ reasons, to, wish, reasonLabel }: TopProps) {
  const top = reasons.items.filter(({ revenuePerMonth }) => revenuePerMonth.amount > 0).slice(0, TOP);
  const nameOf = (one: Reasons['items'][number]) => reasonLabel(one.reason);
  return (
    <section class="card">
      {top.length === 0 ? (
        <p class="quiet">{t('No revenue was lost for a reason in this time.')}</p>
      ) : (
        <>
          <Bars
            title={t('The dearest reasons')}
            summary={t('Revenue lost a month.')}
            bars={top.map((one) => ({
              key: one.reason ?? '',
              label: nameOf(one),
              value: one.revenuePerMonth.amount,
              shown: money(one.revenuePerMonth),
              note: one.small
                ? tn(one.customers, '{count} customer (small number)', '{count} customers (small number)')
                : tn(one.customers, '{count} customer', '{count} customers'),
              href: to(one.reason ?? 'none'),
            }))}
          />
          <InsightTable
            isNamedAbove
            caption={t('The dearest reasons')}
            columns={[
              { label: t('Reason') },
              { label: t('Revenue a month'), isNumber: true },
              { label: t('Share'), isNumber: true },
              { label: t('Change'), isNumber: true },
              { label: t('Customers'), isNumber: true },
            ]}
            lines={top.map((one) => ({
              key: one.reason ?? '',
              cells: [nameOf(one), money(one.revenuePerMonth), share(one.share), changeOrNot(one.change), number(one.customers)],
            }))}
          />
          <Counted>
            <p>{t('The share is of all revenue lost in this time. The change is against the time of the same length before.')}</p>
          </Counted>
        </>
      )}
      <p>
        <a href={to()}>{t('All reasons')}</a>
      </p>
      <Downloads name="reasons" wish={wish} file="reasons" />
    </section>
  );
}

function Rises({ spikes, reasonLabel }: { spikes: Spikes; reasonLabel: (id: string) => string }) {
  return (
    <section class="card">
      <h2>{t('Sudden rises')}</h2>
      {spikes.items.length === 0 ? (
        <p class="quiet">{t('Nothing came up much more often than usual.')}</p>
      ) : (
        <ul class="ins-rises">
          {spikes.items.slice(0, SPIKES_SHOWN).map(({ kind, id, day, count, expected, customers, cases }) => (
            <li key={`${kind} ${id} ${day}`}>
              <strong>
                <bdi>{kind === 'reason' ? reasonLabel(id) : id}</bdi>
              </strong>{' '}
              {t('{day}: {count} cases where {expected} were to be expected, of {customers} customers', {
                day: dayLabel(day),
                count: number(count),
                expected: decimal(expected),
                customers: number(customers),
              })}{' '}
              {cases[0] && <a href={`/admin/cases/${encodeURIComponent(cases[0])}`}>{t('Open one of the cases')}</a>}
            </li>
          ))}
        </ul>
      )}
      <Counted>
        <p>
          {t(
            'A day is named when far more cases came for a reason, or at a step, than on the days before. Whatever the period above, the newest are shown.',
          )}
        </p>
      </Counted>
      <Downloads name="spikes" wish={{}} file="spikes" />
    </section>
  );
}

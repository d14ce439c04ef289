import type { Offers } from '#shared/contracts/insights.ts';
import { useDesk } from '../desk.ts';
import { Facts } from '../parts/facts.tsx';
import { WhenThere } from '../settings/house/fetched.tsx';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';
import { Intervals } from './charts/interval.tsx';
import { insightCalls } from './insight-calls.ts';
import { InsightFrame } from './insight-frame.tsx';
import { Counted, Downloads, InsightTable, NothingYet } from './insight-parts.tsx';
import { decimal, moneys, points, share, tooFew } from './insight-words.ts';
import { FEWEST, headlineOf, type KeptAfter, smallerArm } from './models/offer-headline.ts';
import { useAnswer, useWish } from './wish.ts';

type Sums = Offers['total'];

/** What offers to those who wanted to leave really did: against those who would have seen one but for the hold-out. */
export function OffersPage() {
  const { client, session } = useDesk();
  const calls = insightCalls(client);
  const { wish } = useWish();
  const answer = useAnswer(() => calls.offers(wish), wish);

  return (
    <InsightFrame
      title={t('Offers')}
      lead={t('An offer that was taken has not kept anybody yet. What counts is who is still here, against those who saw no offer.')}
    >
      <WhenThere fetched={answer}>
        {(offers) =>
          offers.total.shown + offers.total.heldOut === 0 ? (
            <NothingYet>{t('No offer was shown to anybody who wanted to leave in this time.')}</NothingYet>
          ) : (
            <>
              <Headline total={offers.total} />
              {offers.otherCurrencies.length > 0 && (
                <p class="notice">
                  {t('Costs in other currencies are not in these figures: {amounts}.', { amounts: moneys(offers.otherCurrencies) })}
                </p>
              )}
              <section class="card">
                <Intervals
                  title={t('More customers kept than without an offer')}
                  summary={t('Difference in percentage points, with its 95 % interval.')}
                  write={points}
                  rows={offers.total.kept.map((kept) => {
                    const label = tn(kept.days, 'After {count} day', 'After {count} days');
                    return kept.lift
                      ? { key: String(kept.days), label, low: kept.lift.low, value: kept.lift.difference, high: kept.lift.high }
                      : { key: String(kept.days), label, instead: tooFew(smallerArm(kept), FEWEST) };
                  })}
                />
                <InsightTable
                  caption={t('Who is still here')}
                  columns={[
                    { label: t('After') },
                    { label: t('Kept with an offer'), isNumber: true },
                    { label: t('Kept of those who took it'), isNumber: true },
                    { label: t('Kept without (hold-out)'), isNumber: true },
                    { label: t('Difference'), isNumber: true },
                    { label: t('Customers kept by offers'), isNumber: true },
                    { label: t('Not known yet'), isNumber: true },
                  ]}
                  lines={offers.total.kept.map((kept) => ({ key: String(kept.days), cells: keptCells(kept) }))}
                />
              </section>
              <section class="card">
                <OfferTable
                  caption={t('By offer')}
                  lines={offers.byRemedy.map((one) => ({ ...one, key: one.remedy, names: [session.remedyLabel(one.remedy)] }))}
                />
                <OfferTable
                  caption={t('By offer and reason')}
                  hasReason
                  lines={offers.items.map((one) => ({
                    ...one,
                    key: `${one.remedy} ${one.reason}`,
                    names: [session.remedyLabel(one.remedy), session.reasonLabel(one.reason)],
                  }))}
                />
              </section>
              <Downloads name="offers" wish={wish} file="offers" />
            </>
          )
        }
      </WhenThere>
    </InsightFrame>
  );
}

function Headline({ total }: { total: Sums }) {
  const headline = headlineOf(total.kept);
  const mayBeChance = headline?.incremental && headline.incremental.low <= 0 && headline.incremental.high >= 0;
  return (
    <section class="card ins-headline">
      <h2>{t('Customers kept by offers')}</h2>
      <p class="ins-big">
        {headline?.incremental ? decimal(headline.incremental.customers, 0) : tooFew(headline ? smallerArm(headline) : 0, FEWEST)}
      </p>
      <p class="quiet">
        {headline?.incremental
          ? t('After {days} days; with 95 % certainty between {low} and {high}.', {
              days: number(headline.days),
              low: decimal(headline.incremental.low, 0),
              high: decimal(headline.incremental.high, 0),
            })
          : t('At least {need} customers with an offer and {need} in the hold-out are needed.', { need: number(FEWEST) })}
      </p>
      {mayBeChance && <p>{t('The interval includes zero, so this may be chance.')}</p>}
      <Facts
        facts={[
          [t('Shown'), number(total.shown)],
          [t('Taken'), number(total.accepted)],
          [t('Declined'), number(total.declined)],
          [t('Held out'), number(total.heldOut)],
          [t('Cost'), money(total.cost)],
        ]}
      />
      <Counted>
        <p>
          {t(
            'A stable share of customers sees no offer: the hold-out. Customers kept = (share still here with an offer − share still here in the hold-out) × customers with an offer. Still here means: no departure is known 30, 60 or 90 days after the visit, and only visits that long ago count. The interval is Newcombe’s for the difference of two shares. Below 30 customers on either side nothing is said.',
          )}
        </p>
      </Counted>
    </section>
  );
}

const ofAll = ({ of, kept }: KeptAfter['offered']) =>
  of === 0 ? '–' : t('{share} ({kept} of {all})', { share: share(kept / of), kept: number(kept), all: number(of) });

const keptCells = (one: KeptAfter) => [
  tn(one.days, '{count} day', '{count} days'),
  ofAll(one.offered),
  ofAll(one.accepted),
  ofAll(one.heldOut),
  one.lift
    ? t('{value} ({low} to {high})', { value: points(one.lift.difference), low: points(one.lift.low), high: points(one.lift.high) })
    : tooFew(smallerArm(one), FEWEST),
  one.incremental
    ? t('{value} ({low} to {high})', {
        value: decimal(one.incremental.customers, 0),
        low: decimal(one.incremental.low, 0),
        high: decimal(one.incremental.high, 0),
      })
    : '–',
  number(one.offered.waiting + one.heldOut.waiting),
];

function OfferTable({
  caption,
  lines,
  hasReason = false,
}: {
  caption: string;
  lines: (Sums & { key: string; names: string[] })[];
  hasReason?: boolean;
}) {
  return (
    <InsightTable
      caption={caption}
      columns={[
        { label: t('Offer') },
        ...(hasReason ? [{ label: t('Reason') }] : []),
        { label: t('Shown'), isNumber: true },
        { label: t('Taken'), isNumber: true },
        { label: t('Declined'), isNumber: true },
        { label: t('Held out'), isNumber: true },
        { label: t('Cost'), isNumber: true },
        { label: t('Customers kept'), isNumber: true },
      ]}
      lines={lines.map(({ key, names, shown, accepted, declined, heldOut, cost, kept }) => {
        const best = headlineOf(kept);
        return {
          key,
          cells: [
            ...names,
            number(shown),
            number(accepted),
            number(declined),
            number(heldOut),
            money(cost),
            best?.incremental
              ? t('{value} after {days} days ({low} to {high})', {
                  value: decimal(best.incremental.customers, 0),
                  days: number(best.days),
                  low: decimal(best.incremental.low, 0),
                  high: decimal(best.incremental.high, 0),
                })
              : tooFew(best ? smallerArm(best) : 0, FEWEST),
          ],
        };
      })}
    />
  );
}

import type { RecoveryRow } from '#shared/contracts/rescue.ts';
import { useDesk } from '../desk.ts';
import { Facts } from '../parts/facts.tsx';
import { WhenThere } from '../settings/house/fetched.tsx';
import { number } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { Intervals } from './charts/interval.tsx';
import { insightCalls } from './insight-calls.ts';
import { InsightFrame } from './insight-frame.tsx';
import { Counted, Downloads, InsightTable } from './insight-parts.tsx';
import { moneys, points, share, tooFew } from './insight-words.ts';
import { FEWEST } from './models/offer-headline.ts';
import { useAnswer } from './wish.ts';

/** Who came back, by cycle and by reason, against those who were left alone. */
export function RecoveryPage() {
  const { client, session } = useDesk();
  const answer = useAnswer(insightCalls(client).recovery, '');
  return (
    <InsightFrame
      title={t('Who came back')}
      lead={t('Who came back after a call, against those who were left alone on purpose. All cycles so far.')}
      hasSpan={false}
    >
      <WhenThere fetched={answer}>
        {({ all, cycles, reasons }) =>
          all.planned + all.control.customers === 0 ? (
            <div class="card ins-nothing">
              <p>{t('No rescue cycle has been planned yet.')}</p>
              <p class="quiet">
                {t(
                  'A cycle picks customers who left, gives them to people who call, and leaves a share alone, so that its effect can be told.',
                )}{' '}
                <a href="/admin/rescue">{t('Plan a rescue cycle')}</a>
              </p>
            </div>
          ) : (
            <>
              <Headline all={all} />
              <Part title={t('By cycle')} first={t('Cycle')} rows={cycles} nameOf={({ name }) => name} />
              <Part title={t('By reason')} first={t('Reason')} rows={reasons} nameOf={({ key }) => session.reasonLabel(key || null)} />
              <Downloads name="recovery" wish={{}} file="recovery" />
            </>
          )
        }
      </WhenThere>
    </InsightFrame>
  );
}

function Headline({ all }: { all: RecoveryRow }) {
  const mayBeChance = all.difference && all.difference.low <= 0 && all.difference.high >= 0;
  return (
    <section class="card ins-headline">
      <h2>{t('More came back than without a call')}</h2>
      <p class="ins-big">{all.difference ? points(all.difference.value) : tooFew(smaller(all), FEWEST)}</p>
      <p class="quiet">
        {all.difference
          ? t('With 95 % certainty between {low} and {high}.', { low: points(all.difference.low), high: points(all.difference.high) })
          : t('At least {need} customers to be called and {need} left alone are needed.', { need: number(FEWEST) })}
      </p>
      {mayBeChance && <p>{t('The interval includes zero, so this may be chance.')}</p>}
      <Facts
        facts={[
          [t('To be called'), number(all.planned)],
          [t('Reached out to'), number(all.contacted)],
          [t('Came back'), number(all.returned)],
          [t('Revenue a month won back'), moneys(all.revenueWonBack)],
          [t('Lifetime value won back'), moneys(all.lifetimeWonBack)],
        ]}
      />
      <Counted>
        <p>
          {t(
            'The rate is of all who were to be called, reached or not: those who answer would come back more often anyway. The difference is to the customers of the same cycles who were left alone, with Newcombe’s 95 % interval. A return counts from the day the cycle was made. Below 30 customers on either side nothing is said.',
          )}
        </p>
      </Counted>
    </section>
  );
}

const smaller = ({ planned, control }: RecoveryRow) => Math.min(planned, control.customers);
const rateOf = (rate: number | null, returned: number, all: number) =>
  rate === null ? '–' : t('{share} ({kept} of {all})', { share: share(rate), kept: number(returned), all: number(all) });

type PartProps = { title: string; first: string; rows: RecoveryRow[]; nameOf: (row: RecoveryRow) => string };

const Part = ({ title, first, rows, nameOf }: PartProps) => (
  <section class="card">
    <Intervals
      title={title}
      summary={t('More came back than of those left alone, in percentage points with the 95 % interval.')}
      write={points}
      rows={rows.map((row) =>
        row.difference
          ? { key: row.key, label: nameOf(row), ...row.difference }
          : { key: row.key, label: nameOf(row), instead: tooFew(smaller(row), FEWEST) },
      )}
    />
    <InsightTable
      caption={title}
      columns={[
        { label: first },
        { label: t('Came back after a call'), isNumber: true },
        { label: t('95 % interval'), isNumber: true },
        { label: t('Came back by themselves'), isNumber: true },
        { label: t('Difference'), isNumber: true },
        { label: t('Revenue a month won back'), isNumber: true },
        { label: t('Lifetime value won back'), isNumber: true },
      ]}
      lines={rows.map((row) => ({
        key: row.key,
        cells: [
          <bdi>{nameOf(row)}</bdi>,
          rateOf(row.rate, row.returned, row.planned),
          row.interval ? t('{low} to {high}', { low: share(row.interval.low), high: share(row.interval.high) }) : '–',
          rateOf(row.control.rate, row.control.returned, row.control.customers),
          row.difference
            ? t('{value} ({low} to {high})', {
                value: points(row.difference.value),
                low: points(row.difference.low),
                high: points(row.difference.high),
              })
            : tooFew(smaller(row), FEWEST),
          moneys(row.revenueWonBack),
          moneys(row.lifetimeWonBack),
        ],
      }))}
    />
  </section>
);

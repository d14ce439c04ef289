import type { Journey, Touchpoints } from '#shared/contracts/insights.ts';
import { useDesk } from '../desk.ts';
import { WhenThere } from '../settings/house/fetched.tsx';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { stepLabel } from '../words/touchpoints.ts';
import { Bars } from './charts/bars.tsx';
import { Line } from './charts/line.tsx';
import { ByChoice } from './choices.tsx';
import { insightCalls } from './insight-calls.ts';
import { InsightFrame } from './insight-frame.tsx';
import { changeOrNot, Counted, Downloads, InsightTable, NothingYet } from './insight-parts.tsx';
import { decimal, periodLabel } from './insight-words.ts';
import { useAnswer, useWish } from './wish.ts';

type Step = Touchpoints['items'][number];
type Through = Journey['items'][number];

/** Each step customers take: how much is said about it, how it is rated, how much effort it was, and where that goes. */
export function JourneyPage() {
  const calls = insightCalls(useDesk().client);
  const { query, wish, link } = useWish();
  const by = query.by === 'quarter' ? 'quarter' : 'month';
  const span = { from: wish.from, to: wish.to };
  const answer = useAnswer(
    async () => {
      const [steps, journey] = await Promise.all([calls.touchpoints(span), calls.journey({ ...span, by })]);
      return { steps, journey };
    },
    { ...span, by },
  );

  return (
    <InsightFrame
      title={t('Journey')}
      lead={t('Each step of the customer’s way: how much is said about it, how it is rated, and how much effort it was.')}
    >
      <ByChoice by={by} link={link} />
      <WhenThere fetched={answer}>
        {({ steps, journey }) =>
          steps.items.length === 0 ? (
            <NothingYet>
              {t('Nobody said anything about a step in this time. A step is named where the widget is placed, by its touchpoint.')}
            </NothingYet>
          ) : (
            <>
              <Steps steps={steps.items} journey={journey} />
              <h2>{t('Steps as files')}</h2>
              <Downloads name="touchpoints" wish={span} file="touchpoints" />
              <h2>{t('Steps through time, as files')}</h2>
              <Downloads name="journey" wish={{ ...span, by }} file={`journey-by-${by}`} />
            </>
          )
        }
      </WhenThere>
    </InsightFrame>
  );
}

function Steps({ steps, journey }: { steps: Step[]; journey: Journey }) {
  const through = new Map(journey.items.map((one) => [one.touchpoint, one]));
  const mean = ({ mean: value, count }: Step['rating']) =>
    value === null ? '–' : tn(count, '{mean} ({count} answer)', '{mean} ({count} answers)', { mean: decimal(value) });
  return (
    <section class="card">
      <Bars
        title={t('What is said about each step')}
        summary={tn(
          steps.reduce((sum, { cases }) => sum + cases, 0),
          '{count} case in all; complaints are written below each step.',
          '{count} cases in all; complaints are written below each step.',
        )}
        bars={steps.map(({ touchpoint, cases, complaints }) => ({
          key: touchpoint,
          label: stepLabel(touchpoint),
          value: cases,
          shown: number(cases),
          note: tn(complaints, '{count} complaint', '{count} complaints'),
        }))}
      />
      <Counted>
        <p>
          {t(
            'Cases count on the day they came, at the step they were told about. The rating is the mean of one-tap answers from 1 to 5. Effort is from 1, none, to 7, very much. Satisfaction is asked when all is over, from 1 to 5. The change is of cases, against the time of the same length before.',
          )}
        </p>
      </Counted>
      <InsightTable
        caption={t('Steps, the busiest first')}
        columns={[
          { label: t('Step') },
          { label: t('Cases'), isNumber: true },
          { label: t('Complaints'), isNumber: true },
          { label: t('Change'), isNumber: true },
          { label: t('Trend of cases') },
          { label: t('Rating, 1 to 5'), isNumber: true },
          { label: t('Trend of ratings') },
          { label: t('Effort, 1 to 7'), isNumber: true },
          { label: t('Satisfaction, 1 to 5'), isNumber: true },
        ]}
        lines={steps.map((one) => {
          const periods = through.get(one.touchpoint)?.periods ?? [];
          return {
            key: one.touchpoint,
            cells: [
              <bdi>{stepLabel(one.touchpoint)}</bdi>,
              number(one.cases),
              number(one.complaints),
              changeOrNot(one.change),
              <Trend periods={periods} of={(period) => period.cases} />,
              mean(one.rating),
              <Trend periods={periods} of={(period) => period.rating.mean} />,
              mean(one.effort),
              mean(one.satisfaction),
            ],
          };
        })}
      />
    </section>
  );
}

function Trend({ periods, of }: { periods: Through['periods']; of: (period: Through['periods'][number]) => number | null }) {
  const known = periods.flatMap((period) => {
    const value = of(period);
    return value === null ? [] : [{ period: period.period, value }];
  });
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return <span class="quiet">{t('Too short to draw')}</span>;
  const says = t('From {first} in {begin} to {last} in {end}', {
    first: decimal(first.value),
    begin: periodLabel(first.period),
    last: decimal(last.value),
    end: periodLabel(last.period),
  });
  return <Line values={periods.map(of)} says={says} />;
}

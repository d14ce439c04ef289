import type { Team } from '#shared/contracts/insights.ts';
import { ANSWER_BUCKETS_MINUTES } from '#server/domain/insight-facts.ts';
import type { Span } from '#server/domain/insight-period.ts';
import type { InsightStore } from '#server/store/insight/sums.ts';
import type { Table } from '../csv.ts';
import { gather } from './currency.ts';
import { meanOf } from './journey.ts';

/** How everybody does: cases that came in the span count with whoever looks after them. @param only the one to be told of, else all */
export async function tellTeam(insight: InsightStore, span: Span, names: Map<string, string>, only: string | null): Promise<Team> {
  const [staff, answers, promises, moved] = await Promise.all([
    insight.sums('staff', span),
    insight.sums('answer', span),
    insight.sums('promise', span),
    insight.sums('moved', span),
  ]);
  const answersOf = gather(answers, ({ subject }) => subject.split('|')[0] ?? '');
  const ids = new Set([...staff, ...promises, ...moved].map(({ subject }) => subject).concat([...answersOf.keys()]));
  return {
    from: span.from,
    until: span.until,
    timeZone: 'UTC',
    items: [...ids]
      .filter((id) => only === null || id === only)
      .map((id) => {
        const own = staff.find(({ subject }) => subject === id);
        const promised = promises.find(({ subject }) => subject === id);
        return {
          staff: id === '' ? null : { id, name: names.get(id) ?? null },
          cases: own?.cases ?? 0,
          secondFailures: own?.secondFailures ?? 0,
          firstAnswers: answersTold(answersOf.get(id) ?? []),
          promises: {
            made: promised?.made ?? 0,
            kept: promised?.kept ?? 0,
            broken: promised?.broken ?? 0,
            cancelled: promised?.cancelled ?? 0,
            moved: moved.find(({ subject }) => subject === id)?.moved ?? 0,
          },
          satisfaction: meanOf(own?.starsSum ?? 0, own?.stars ?? 0),
        };
      })
      .toSorted((a, b) => b.cases - a.cases || (a.staff?.id ?? '').localeCompare(b.staff?.id ?? '')),
  };
}

function answersTold(
  lines: { subject: string; answered: number; onTime: number; minutes: number }[],
): Team['items'][number]['firstAnswers'] {
  const sum = (name: 'answered' | 'onTime' | 'minutes') => lines.reduce((total, line) => total + line[name], 0);
  const count = sum('answered');
  let seen = 0;
  const half = lines
    .map(({ subject, answered }) => ({ bucket: Number(subject.split('|')[1]), answered }))
    .toSorted((a, b) => a.bucket - b.bucket)
    .find(({ answered }) => (seen += answered) * 2 >= count);
  return {
    count,
    onTime: sum('onTime'),
    meanMinutes: count === 0 ? null : sum('minutes') / count,
    halfWithinMinutes: (half && ANSWER_BUCKETS_MINUTES[half.bucket]) ?? null,
  };
}

export const tableOfTeam = ({ items }: Team): Table => ({
  name: 'team',
  columns: [
    'staff',
    'name',
    'cases',
    'second_failures',
    'first_answers',
    'on_time',
    'mean_minutes',
    'half_within_minutes',
    'promises_made',
    'promises_kept',
    'promises_broken',
    'promises_cancelled',
    'promises_moved',
    'satisfaction',
    'satisfactions',
  ],
  rows: items.map(({ staff, cases, secondFailures, firstAnswers, promises, satisfaction }) => [
    staff?.id ?? null,
    staff?.name ?? null,
    cases,
    secondFailures,
    firstAnswers.count,
    firstAnswers.onTime,
    firstAnswers.meanMinutes,
    firstAnswers.halfWithinMinutes,
    promises.made,
    promises.kept,
    promises.broken,
    promises.cancelled,
    promises.moved,
    satisfaction.mean,
    satisfaction.count,
  ]),
});

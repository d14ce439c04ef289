import type { Team } from '#shared/contracts/insights.ts';
import type { ComponentChildren } from 'preact';
import { useDesk } from '../desk.ts';
import { WhenThere } from '../settings/house/fetched.tsx';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { Bars } from './charts/bars.tsx';
import { Coaching } from './coaching.tsx';
import { insightCalls } from './insight-calls.ts';
import { InsightFrame } from './insight-frame.tsx';
import { Counted, Downloads, InsightTable, NothingYet } from './insight-parts.tsx';
import { decimal, minutes, share } from './insight-words.ts';
import { keptShare } from './models/promises.ts';
import { useAnswer, useWish } from './wish.ts';
import { isLead } from '../account/roles.ts';

type Member = Team['items'][number];

/** How soon people answer and whether they keep their word; a lead sees all, everybody else themselves. */
export function TeamPage() {
  const { client, session } = useDesk();
  const calls = insightCalls(client);
  const { wish } = useWish();
  const role = session.me.value?.role;
  const span = { from: wish.from, to: wish.to };

  return (
    <InsightFrame
      title={t('Team')}
      lead={
        isLead(role)
          ? t('How soon everybody answers, and whether promises are kept. To learn from, not to rank by.')
          : t('How soon you answer, and whether your promises are kept. Only you and your leads see this.')
      }
      hasSpan={role !== 'viewer'}
    >
      {role === 'viewer' ? (
        <p class="notice">{t('Figures about people are for them and their leads.')}</p>
      ) : (
        <>
          <Figures read={() => calls.team(span)} span={span}>
            <Coaching />
          </Figures>
        </>
      )}
    </InsightFrame>
  );
}

type FiguresProps = { read: () => Promise<Team>; span: { from: string | undefined; to: string | undefined }; children: ComponentChildren };

/** `children` come below them, once they are there: nothing moves that is being read. */
function Figures({ read, span, children }: FiguresProps) {
  const answer = useAnswer(read, span);
  const isSettled = answer.value.value !== null || answer.trouble.value !== null;
  return (
    <>
      <WhenThere fetched={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <NothingYet>{t('There are no cases or promises in this time.')}</NothingYet>
          ) : (
            <>
              <section class="card">
                {items.some(({ promises }) => keptShare([promises]) !== null) ? (
                  <Bars
                    title={t('Promises kept')}
                    summary={t('Of the promises whose day has come.')}
                    bars={items
                      .filter(({ promises }) => keptShare([promises]) !== null)
                      .map(({ staff, promises }) => ({
                        key: staff?.id ?? '',
                        label: nameOf(staff),
                        value: keptShare([promises]) ?? 0,
                        shown: share(keptShare([promises]) ?? 0, 0),
                        note: t('{kept} of {all}', { kept: number(promises.kept), all: number(promises.kept + promises.broken) }),
                      }))}
                  />
                ) : (
                  <p class="quiet">{t('No promise was due in this time.')}</p>
                )}
                <Counted>
                  <p>
                    {t(
                      'A case counts on the day it came, with whoever looks after it. The first answer is the first message a person wrote; its time runs on the wall, nights and weekends too, while “on time” is by your clocks and calendars. Half of the answers came within the time named. A promise is kept or broken by its day; moved means a new date was agreed before. A second failure is a case where the remedy failed, a promise broke, or which was reopened.',
                    )}
                  </p>
                </Counted>
                <InsightTable
                  caption={t('Everybody, the busiest first')}
                  columns={[
                    { label: t('Name') },
                    { label: t('Cases'), isNumber: true },
                    { label: t('First answers'), isNumber: true },
                    { label: t('On time'), isNumber: true },
                    { label: t('Mean time to answer'), isNumber: true },
                    { label: t('Half within'), isNumber: true },
                    { label: t('Promises kept'), isNumber: true },
                    { label: t('Broken'), isNumber: true },
                    { label: t('Moved'), isNumber: true },
                    { label: t('Second failures'), isNumber: true },
                    { label: t('Satisfaction, 1 to 5'), isNumber: true },
                  ]}
                  lines={items.map((one) => ({ key: one.staff?.id ?? '', cells: cellsOf(one) }))}
                />
              </section>
              <Downloads name="team" wish={span} file="team" />
            </>
          )
        }
      </WhenThere>
      {isSettled && children}
    </>
  );
}

const nameOf = (staff: Member['staff']) => (staff ? (staff.name ?? t('A former colleague')) : t('Nobody looks after it'));

function cellsOf({ staff, cases, firstAnswers, promises, secondFailures, satisfaction }: Member) {
  const { count, onTime, meanMinutes, halfWithinMinutes } = firstAnswers;
  return [
    nameOf(staff),
    number(cases),
    number(count),
    count === 0 ? '–' : t('{share} ({kept} of {all})', { share: share(onTime / count, 0), kept: number(onTime), all: number(count) }),
    meanMinutes === null ? '–' : minutes(meanMinutes),
    halfWithinMinutes === null ? (count === 0 ? '–' : t('More than a week')) : minutes(halfWithinMinutes),
    number(promises.kept),
    number(promises.broken),
    number(promises.moved),
    number(secondFailures),
    satisfaction.mean === null
      ? '–'
      : tn(satisfaction.count, '{mean} ({count} answer)', '{mean} ({count} answers)', { mean: decimal(satisfaction.mean) }),
  ];
}

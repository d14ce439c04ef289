import type { CaseView, Clock } from '#shared/contracts/case.ts';
import { fullInstant, instant } from '../words/dates.ts';
import { msg, t, tn } from '../words/language.ts';
import { clockLabel } from '../words/labels.ts';
import { Ago, Due } from './marks.tsx';

/** Time somebody else may use; nobody owes anything by its end. */
const WINDOWS = new Set(['reopen_window', 'appeal_window']);
const PROFILES: Record<string, string> = {
  uk_fca: msg('United Kingdom, FCA complaints rules'),
  au_rg271: msg('Australia, RG 271'),
  us_cfpb: msg('United States, CFPB'),
  eu_adr: msg('European Union, dispute boards'),
};

/** What is running, what waits, what was missed; and the days of the law where a rule book was chosen. */
export function Clocks({ view }: { view: CaseView }) {
  const clocks = view.clocks.filter(({ metAt, breachedAt, dueAt, pausedAt }) => (!metAt && (dueAt || pausedAt)) || breachedAt);
  const { legal } = view;
  if (clocks.length === 0 && !legal) return null;
  return (
    <section class="card" aria-labelledby="clocks-title">
      <h2 id="clocks-title">{t('Clocks')}</h2>
      {clocks.length > 0 && (
        <dl class="facts stacked">
          {clocks.map((clock) => (
            <div key={clock.kind + clock.startedAt}>
              <dt>{clockLabel(clock.kind)}</dt>
              <dd>
                <Standing clock={clock} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {legal && <Legal legal={legal} />}
    </section>
  );
}

function Standing({ clock: { kind, dueAt, metAt, pausedAt, pauses = [], warnedAt } }: { clock: Clock }) {
  const ended = pauses.filter(({ to }) => to !== null);
  return (
    <>
      {metAt ? (
        <span class="flag broken">{t('Was late')}</span>
      ) : pausedAt ? (
        <span class="quiet">
          {t('Paused')} <Ago at={pausedAt} />
        </span>
      ) : (
        <Due at={dueAt} what={WINDOWS.has(kind) ? t('Ends') : undefined} />
      )}
      {!metAt && warnedAt && <span class="quiet case-line">{t('Warned {when}', { when: instant(warnedAt) })}</span>}
      {ended.length > 0 && (
        <span class="quiet case-line" title={ended.map(({ from, to }) => `${fullInstant(from)} – ${to ? fullInstant(to) : ''}`).join('\n')}>
          {tn(ended.length, 'Paused once', 'Paused {count} times')}
        </span>
      )}
    </>
  );
}

function Legal({ legal }: { legal: NonNullable<CaseView['legal']> }) {
  const dates: [string, string | null][] = [
    [t('Short answer by'), legal.summaryBy],
    [t('Final answer by'), legal.finalBy],
    [t('At the latest'), legal.atMostBy],
  ];
  return (
    <div class="case-legal">
      <h3>{t(PROFILES[legal.profile] ?? legal.profile)}</h3>
      <dl class="facts stacked">
        {dates.map(
          ([name, at]) =>
            at && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <Due at={at} />
                </dd>
              </div>
            ),
        )}
      </dl>
      {legal.namesOutsideRoute && <p class="hint">{t('A refusal names who outside can look at it.')}</p>}
      <p class="hint">{t('A reminder, no legal advice.')}</p>
    </div>
  );
}

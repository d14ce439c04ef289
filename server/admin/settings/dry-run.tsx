import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Severity } from '#shared/contracts/basics.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { SEVERITY } from '../words/labels.ts';
import { language, t, tn } from '../words/language.ts';
import type { DocumentModel } from './document.ts';

type Sent = { team: string | null; assignee: string | null; severity: string; tags: string[]; clockPolicy: string | null };
type Change = { id: string; number: string; story: string; before: Sent; after: Sent; because: string[] };
type Answer = { tried: number; changes: Change[] };
const SHOWN = 50;

/** What the rules of this draft would do to past cases. Changes nothing. */
export function DryRun({ model }: { model: DocumentModel<'routing'> }) {
  const { client, session } = useDesk();
  const answer = useSignal<Answer | null>(null);
  const tried = useSignal<unknown>(null);
  const sending = useMemo(createSending, []);
  const { rules = [], teams = [] } = model.draft.value ?? {};

  const tryRules = () =>
    sending.send(async () => {
      answer.value = await client.send<Answer>('POST', '/staff/settings/routing/dry-run', { rules });
      tried.value = rules;
    });

  const nameOf = (sent: Sent): string => {
    const team = teams.find(({ id }) => id === sent.team)?.name ?? sent.team;
    const person = session.team.value.find(({ id }) => id === sent.assignee)?.name ?? sent.assignee;
    const parts = [team, person, t(SEVERITY[sent.severity as Severity]), ...sent.tags.map((tag) => `#${tag}`), sent.clockPolicy];
    return new Intl.ListFormat(language.value, { type: 'unit' }).format(parts.filter((part) => part !== null));
  };

  return (
    <section class="card" aria-labelledby="dry-run">
      <h2 id="dry-run">{t('Try on past cases')}</h2>
      <p class="quiet">{t('The rules of your draft are tried on the newest 500 cases. No case is changed.')}</p>
      <p>
        <button type="button" class="button" aria-disabled={sending.busy.value} onClick={() => void tryRules()}>
          {sending.busy.value ? t('One moment…') : t('Try these rules')}
        </button>
      </p>
      {sending.problem.value && <Refusal problem={sending.problem.value} />}
      <div role="status" class="doc-list">
        {answer.value && (
          <>
            <p>
              <strong>{tn(answer.value.changes.length, '{count} case would be different.', '{count} cases would be different.')}</strong>{' '}
              {tn(answer.value.tried, '{count} case was tried.', '{count} cases were tried.')}{' '}
              {tried.value !== rules && <span class="quiet">{t('The rules have changed since. Try again.')}</span>}
            </p>
            <ul class="doc-counts">
              {rules.map(({ id, name }) => (
                <li key={id}>
                  {t('{name}: {cases}', {
                    name,
                    cases: tn(
                      answer.value!.changes.filter(({ because }) => because.includes(name)).length,
                      '{count} case',
                      '{count} cases',
                    ),
                  })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {answer.value && answer.value.changes.length > 0 && (
        <div class="doc-table" tabIndex={0} role="region" aria-label={t('Cases that would be different')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('Case')}</th>
                <th scope="col">{t('Now')}</th>
                <th scope="col">{t('Then')}</th>
                <th scope="col">{t('Because of')}</th>
              </tr>
            </thead>
            <tbody>
              {answer.value.changes.slice(0, SHOWN).map((change) => (
                <tr key={change.id}>
                  <th scope="row">
                    <a href={`/admin/cases/${change.number}`}>{change.number}</a>
                    <span class="quiet doc-story" dir="auto">
                      {change.story}
                    </span>
                  </th>
                  <td>{nameOf(change.before)}</td>
                  <td>{nameOf(change.after)}</td>
                  <td dir="auto">{new Intl.ListFormat(language.value).format(change.because)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {answer.value && answer.value.changes.length > SHOWN && (
        <p class="quiet">{tn(answer.value.changes.length - SHOWN, 'and one more', 'and {count} more')}</p>
      )}
    </section>
  );
}

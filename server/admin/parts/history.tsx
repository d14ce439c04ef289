import type { CaseFile } from '../models/case-file.ts';
import { msg, t, tn } from '../words/language.ts';
import { eventLabel } from '../words/labels.ts';
import { Ago } from './marks.tsx';

const BY: Record<string, string> = { customer: msg('Customer'), system: 'Amends' };
/** Programs act with a role and without a name. */
const who = ({ name, role }: { name: string | null; role: string }) => name ?? t(BY[role] ?? 'A program with a secret key');

/** Every fact about the case, newest first. */
export function History({ file }: { file: CaseFile }) {
  const events = file.events.value.toReversed();
  return (
    <details class="card case-fold history">
      <summary>
        <h2>{t('History')}</h2> <span class="quiet">{tn(events.length, '{count} event', '{count} events')}</span>
      </summary>
      <ol>
        {events.map(({ number, type, at, by }) => (
          <li key={number}>
            <span>{eventLabel(type)}</span>
            <span class="quiet">
              <bdi>{who(by)}</bdi> · <Ago at={at} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

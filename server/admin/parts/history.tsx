import type { CaseFile } from '../models/case-file.ts';
import { msg, t, tn } from '../words/language.ts';
import { eventLabel } from '../words/labels.ts';
import { Ago } from './marks.tsx';

const BY: Record<string, string> = { customer: msg('Customer'), system: 'Amends' };

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
              <bdi>{by.name ?? t(BY[by.role] ?? by.role)}</bdi> · <Ago at={at} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

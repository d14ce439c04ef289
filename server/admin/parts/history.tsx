import type { CaseFile } from '../models/case-file.ts';
import { eventLabel } from '../words/labels.ts';
import { Ago } from './marks.tsx';

const BY: Record<string, string> = { customer: 'Customer', system: 'Amends' };

/** Every fact about the case, newest first. */
export function History({ file }: { file: CaseFile }) {
  const events = file.events.value.toReversed();
  return (
    <details class="card history">
      <summary>
        <h2>History</h2> <span class="quiet">{events.length} events</span>
      </summary>
      <ol>
        {events.map(({ number, type, at, by }) => (
          <li key={number}>
            <span>{eventLabel(type)}</span>
            <span class="quiet">
              {by.name ?? BY[by.role] ?? by.role}, <Ago at={at} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

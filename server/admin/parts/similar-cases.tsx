import type { Similar, SimilarCase } from '#shared/contracts/knowledge.ts';
import { insertWords } from '../composer/insert.ts';
import type { Looking } from '../models/around-case.ts';
import type { CaseFile } from '../models/case-file.ts';
import { t } from '../words/language.ts';
import { OUTCOME } from '../words/labels.ts';
import { money, namesSum } from '../words/money.ts';
import { Lookup } from './lookup.tsx';

/** How cases like this one ended; what was written then can go into the answer. */
export function SimilarCases({ file, reading }: { file: CaseFile; reading: Looking<Similar> }) {
  const found = reading.value.value?.items ?? [];
  return (
    <details class="card case-fold" open={found.length > 0}>
      <summary>
        <h2>{t('Solved cases like this one')}</h2>
      </summary>
      <Lookup reading={reading}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="quiet">{t('None yet.')}</p>
          ) : (
            <ul class="case-list">
              {items.map((one) => (
                <Solved key={one.id} one={one} file={file} />
              ))}
            </ul>
          )
        }
      </Lookup>
    </details>
  );
}

function Solved({ one: { number, story, outcome, agreed, satisfied, answer }, file }: { one: SimilarCase; file: CaseFile }) {
  const mayWrite = file.can.value.has('say');
  return (
    <li class="case-solved">
      <p>
        <a href={`/admin/cases/${number}`}>{number}</a> {outcome && <span class="quiet">{t(OUTCOME[outcome])}</span>}{' '}
        {satisfied !== null && <span class={satisfied ? 'flag kept' : 'flag'}>{satisfied ? t('Satisfied') : t('Not satisfied')}</span>}
      </p>
      <p class="case-excerpt" dir="auto">
        {story}
      </p>
      {agreed && (
        <p class="quiet">
          {t('Given:')} <bdi>{agreed.title}</bdi> {agreed.amount && !namesSum(agreed.title, agreed.amount) && money(agreed.amount)}
        </p>
      )}
      {answer && (
        <details class="folded">
          <summary>{t('What we wrote')}</summary>
          <p class="said" dir="auto">
            {answer}
          </p>
          {mayWrite && (
            <p>
              <button type="button" class="button small" onClick={() => insertWords(file, answer)}>
                {t('Insert into the answer')}
              </button>
            </p>
          )}
        </details>
      )}
    </li>
  );
}

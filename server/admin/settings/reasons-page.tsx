import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SettingsBasis } from '#server/api/staff/settings-basis.ts';
import { useDesk } from '../desk.ts';
import { language, t } from '../words/language.ts';
import { basisAt } from './basis.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { Mistakes } from './fields.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { branchName, branchOf } from './reasons-branches.ts';
import { ReasonLine } from './reasons-line.tsx';
import { Mappings } from './reasons-mappings.tsx';
import { complete, reasonsWith } from './reasons-own.ts';
import './reasons.css';

/** The tree of reasons in the merchant's own words, and how words of their files find a reason. */
export function ReasonsPage() {
  const basis = basisAt(useDesk().client);
  useEffect(() => void basis.load(), []);
  return (
    <DocumentPage
      isReady={basis.settled.value}
      name="reasons"
      title={t('Reasons')}
      lead={t(
        'Call them what your customers call them, add narrower ones of your own, and hide what cannot happen in your shop. What they mean stays, so that figures can be compared.',
      )}
    >
      {(model) =>
        basis.value.value && (
          <>
            <Tree model={model} basis={basis.value.value} />
            <Mappings model={model} basis={basis.value.value} />
          </>
        )
      }
    </DocumentPage>
  );
}

function Tree({ model, basis }: { model: DocumentModel<'reasons'>; basis: SettingsBasis }) {
  const chosen = useSignal(basis.languages.includes(language.value) ? language.value : 'en');
  const { session } = useDesk();
  // Everybody's lists call the reasons as they are called now.
  const version = model.current.value?.version;
  const known = useRef(version);
  useEffect(() => {
    if (known.current !== version) void session.nameAnew();
    known.current = version;
  }, [version]);
  const shown = basis.reasons.filter(({ internal }) => !internal);
  const all = reasonsWith(basis, complete(model.draft.value!)).filter(({ internal }) => !internal); // drawn only when it is there
  const branches = [...new Set(shown.map(({ id }) => branchOf(id)))];
  const hidden = model.at<string[]>('hidden');
  return (
    <section class="doc-list" aria-labelledby="reason-tree">
      <h2 id="reason-tree">{t('What customers choose from')}</h2>
      <p class="quiet">{t('Leave a field empty to keep the usual label above it.')}</p>
      <LanguageChoice languages={basis.languages} chosen={chosen} />
      <Mistakes spot={hidden} />
      <Mistakes spot={model.at('own')} />
      {branches.map((branch) => {
        const within = shown.filter(({ id }) => branchOf(id) === branch);
        const inBranch = all.filter(({ id }) => branchOf(id) === branch);
        const left = inBranch.filter(({ id }) => !hidden.value.includes(id)).length;
        return (
          <details key={branch} class="card doc-branch">
            <summary>
              <h3>{branchName(branch)}</h3> <span class="quiet">{t('{shown} of {all} shown', { shown: left, all: inBranch.length })}</span>
            </summary>
            <ul class="doc-list">
              {within.map((reason) => (
                <ReasonLine key={reason.id} model={model} basis={basis} reason={reason} chosen={chosen.value} />
              ))}
            </ul>
          </details>
        );
      })}
    </section>
  );
}

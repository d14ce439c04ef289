import type { CaseView, Proposal } from '#shared/contracts/case.ts';
import type { CaseFile } from '../models/case-file.ts';
import { useDesk } from '../desk.ts';
import { t, tn, tServer } from '../words/language.ts';
import { money, typedAmount } from '../words/money.ts';
import { toComposer } from '../composer/to-composer.ts';

const SHOWN_AT_ONCE = 3;

/** Remedies that would fit, best first, each with its reasons. */
export function Proposals({ file, view }: { file: CaseFile; view: CaseView }) {
  const { session } = useDesk();
  if (!file.can.value.has('offer') || view.proposals.length === 0) return null;

  function offerThis({ remedy, amount }: Proposal) {
    const typed: Record<string, string> = amount ? { amount: typedAmount(amount), amountCurrency: amount.currency } : { amount: '' };
    file.draft.edit('offer', { remedy, ...typed }, view.version);
    toComposer(file, 'offer');
  }

  const draw = (proposal: Proposal) => (
    <li key={proposal.remedy}>
      <div>
        <strong>{session.remedyLabel(proposal.remedy)}</strong> {proposal.amount && <span>{money(proposal.amount)}</span>}{' '}
        {!proposal.withinAuthority && <span class="flag high">{t('Above your limit')}</span>}
        <ul class="because">
          {proposal.because.map((reason) => (
            <li key={reason}>{tServer(reason)}</li>
          ))}
          {proposal.warnings?.map((warning) => (
            <li key={warning} class="warning">
              {tServer(warning)}
            </li>
          ))}
        </ul>
      </div>
      <button
        type="button"
        class="button small"
        aria-label={t('Offer this: {remedy}', { remedy: session.remedyLabel(proposal.remedy) })}
        onClick={() => offerThis(proposal)}
      >
        {t('Offer this')}
      </button>
    </li>
  );
  const [best, others] = [view.proposals.slice(0, SHOWN_AT_ONCE), view.proposals.slice(SHOWN_AT_ONCE)];

  return (
    <section class="card proposals" aria-labelledby="proposals-title">
      <h2 id="proposals-title">{t('What would put it right')}</h2>
      <ol>{best.map(draw)}</ol>
      {others.length > 0 && (
        <details class="folded">
          <summary>{tn(others.length, '{count} more', '{count} more')}</summary>
          <ol start={SHOWN_AT_ONCE + 1}>{others.map(draw)}</ol>
        </details>
      )}
    </section>
  );
}

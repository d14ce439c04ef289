import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Kind } from '#shared/contracts/basics.ts';
import type { PreviewSite } from '#shared/contracts/sites.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { t } from '../words/language.ts';
import { sitesCalls } from './sites-calls.ts';
import { KIND_WORDS } from './sites-words.ts';

/** The real widget with what is typed now, in a frame of its own. Nothing sent from it is kept. */
export function SitePreview({ id, kinds, draft }: { id: string; kinds: Kind[]; draft: () => PreviewSite }) {
  const { client } = useDesk();
  const shown = useSignal<string | null>(null);
  const kind = useSignal<Kind>(kinds[0] ?? 'complaint');
  const sending = useMemo(createSending, []);

  const show = () => sending.send(async () => (shown.value = (await sitesCalls(client).preview(id, draft())).url));

  return (
    <section class="card house-part" aria-labelledby="site-preview">
      <h2 id="site-preview">{t('Preview')}</h2>
      <p class="quiet">{t('The real widget with what is typed above, published or not. Nothing sent from here is kept.')}</p>
      <div class="house-filters">
        <div class="field">
          <label for="site-preview-kind">{t('Shows')}</label>
          <select id="site-preview-kind" value={kind.value} onChange={(event) => (kind.value = event.currentTarget.value as Kind)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(KIND_WORDS[one])}
              </option>
            ))}
          </select>
        </div>
        <button type="button" class="button" onClick={() => void show()}>
          {shown.value ? t('Show it anew') : t('Show the preview')}
        </button>
      </div>
      {sending.problem.value && <Refusal problem={sending.problem.value} />}
      {shown.value && (
        <iframe
          class="house-frame"
          title={t('Preview of the widget')}
          src={`${shown.value}?kind=${kind.value}`}
          sandbox="allow-scripts allow-forms"
          referrerpolicy="no-referrer"
        />
      )}
    </section>
  );
}

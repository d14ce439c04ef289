import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Looked, SiteDetail } from '#shared/contracts/sites.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { fullInstant } from '../words/dates.ts';
import { msg, t, tServer } from '../words/language.ts';
import { sitesCalls } from './sites-calls.ts';

const RESULTS: Record<Looked['result'], string> = {
  found: msg('The script stands on this page, with the key of this site.'),
  other: msg('The script stands on this page, but with the key of another site.'),
  not_found: msg('The script does not stand on this page as it is sent. If a tag manager adds it, only a visit in a browser shows it.'),
  cannot_look: msg('The page could not be read.'),
};

/** Where the widget was used, and a look at a page of the shop. */
export function SiteInstalled({ site, mayLook }: { site: SiteDetail; mayLook: boolean }) {
  const { client } = useDesk();
  const url = useSignal(site.origins.find((origin) => !origin.includes('*')) ?? '');
  const looked = useSignal<Looked | null>(null);
  const sending = useMemo(createSending, []);

  const look = () =>
    sending.send(async () => {
      looked.value = null;
      looked.value = await sitesCalls(client).look(site.id, url.value.trim());
    });

  return (
    <section class="card house-part" aria-labelledby="site-installed">
      <h2 id="site-installed">{t('Is it installed?')}</h2>
      {site.sightings.length === 0 ? (
        <p>{t('No visitor of any page has opened it yet.')}</p>
      ) : (
        <>
          <p class="quiet">{t('Visitors opened it on these addresses, last:')}</p>
          <dl class="facts">
            {site.sightings.map(({ origin, seenAt }) => (
              <div key={origin}>
                <dt>{origin}</dt>
                <dd>{fullInstant(seenAt)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {mayLook && (
        <form
          class="house-filters"
          onSubmit={(event) => {
            event.preventDefault();
            void look();
          }}
        >
          <div class="field house-wide">
            <label for="site-look">{t('A page of the shop')}</label>
            <input id="site-look" type="url" dir="ltr" value={url.value} onInput={(event) => (url.value = event.currentTarget.value)} />
          </div>
          <button type="submit" class="button" aria-disabled={sending.busy.value}>
            {sending.busy.value ? t('Looking…') : t('Look now')}
          </button>
        </form>
      )}
      {sending.problem.value && <Refusal problem={sending.problem.value} />}
      <div role="status">
        {looked.value && (
          <p class={looked.value.result === 'found' ? 'notice' : 'notice bad'}>
            {t(RESULTS[looked.value.result])} {looked.value.why && <span class="quiet">{tServer(looked.value.why)}</span>}
          </p>
        )}
      </div>
    </section>
  );
}

import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { ChangeSite, SiteDetail, SiteWithSecret } from '#shared/contracts/sites.ts';
import { useDesk } from '../desk.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { useReading } from '../parts/reads.ts';
import { Refusal } from '../parts/refusal.tsx';
import { t } from '../words/language.ts';
import './document.css';
import { WhenThere } from './house/fetched.tsx';
import { createForm } from './house/form.ts';
import './house/house.css';
import { SecretOnce } from './house/secret-once.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { SiteBasics } from './sites-basics.tsx';
import { sitesCalls } from './sites-calls.ts';
import { seenIn } from './sites-words.ts';

/** Every shop and app that embeds the widget, each with the line to paste. */
export function SitesPage() {
  const { client, session } = useDesk();
  const calls = sitesCalls(client);
  const fetched = useReading(calls.list, [client]);
  const isOwner = session.me.value?.role === 'owner';
  const made = useSignal<SiteWithSecret | null>(null);

  return (
    <SettingsFrame
      title={t('Sites')}
      lead={t('Paste the line of a site into the pages of the shop. It works on the addresses listed, and nowhere else.')}
    >
      {made.value && (
        <SecretOnce
          title={t('Identity secret of {name}', { name: made.value.name })}
          secret={made.value.identitySecret}
          onDone={() => (made.value = null)}
        />
      )}
      <WhenThere fetched={fetched}>
        {(sites) => (
          <>
            {sites.length === 0 && <p class="empty">{t('There is no site yet.')}</p>}
            <ul class="house-list">
              {sites.map((site) => (
                <SiteRow key={site.id} site={site} />
              ))}
            </ul>
            {isOwner && (
              <NewSite
                isOpen={sites.length === 0}
                onMade={(site) => {
                  made.value = site;
                  void fetched.load();
                }}
              />
            )}
          </>
        )}
      </WhenThere>
    </SettingsFrame>
  );
}

function SiteRow({ site }: { site: SiteDetail }) {
  const { clock } = useDesk();
  return (
    <li class="card house-part">
      <div class="house-head">
        <h2>
          <a href={`/admin/settings/sites/${site.id}`} dir="auto">
            {site.name}
          </a>
        </h2>
        {site.settings.test && <span class="flag">{t('Test mode')}</span>}
      </div>
      <pre dir="ltr" tabIndex={0} aria-label={t('Snippet for {name}', { name: site.name })}>
        <code>{site.snippet}</code>
      </pre>
      <p class="act-buttons">
        <CopyButton text={site.snippet} label={t('Copy the snippet')} />
        <a class="button small" href={`/admin/settings/sites/${site.id}`}>
          {t('Settings of {name}', { name: site.name })}
        </a>
      </p>
      <p class="quiet">{seenIn(site, clock.value)}</p>
    </li>
  );
}

function NewSite({ isOpen, onMade }: { isOpen: boolean; onMade: (site: SiteWithSecret) => void }) {
  const desk = useDesk();
  const form = useMemo(() => createForm<ChangeSite>('new-site', { name: '', origins: [], locale: 'en', currency: 'EUR', test: false }), []);
  async function make() {
    const site = await form.send((doc) => sitesCalls(desk.client).create(doc));
    if (!site) return;
    form.start({ name: '', origins: [], locale: site.settings.locale, currency: site.settings.currency, test: false });
    desk.say(t('{name} is made.', { name: site.name }));
    onMade(site);
  }
  return (
    <details class="folded" open={isOpen}>
      <summary>{t('Add a site')}</summary>
      <form
        class="card house-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <SiteBasics form={form} />
        {form.problem.value && <Refusal problem={form.problem.value} />}
        <p>
          <button type="submit" class="button primary" aria-disabled={form.busy.value}>
            {t('Make the site')}
          </button>
        </p>
      </form>
    </details>
  );
}

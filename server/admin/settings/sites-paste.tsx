import type { SiteDetail } from '#shared/contracts/sites.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { msg, t } from '../words/language.ts';

const FORM_NAMES: Record<string, string> = {
  complaint: msg('Complaint'),
  feedback: msg('Feedback'),
  praise: msg('Praise'),
  cancel: msg('Cancellation'),
};

/** What the web developer pastes, and the ways in that need no script. */
export function SitePaste({ site }: { site: SiteDetail }) {
  return (
    <section class="card house-part" aria-labelledby="site-paste">
      <h2 id="site-paste">{t('The line to paste')}</h2>
      <pre dir="ltr" tabIndex={0} aria-label={t('Snippet for {name}', { name: site.name })}>
        <code>{site.snippet}</code>
      </pre>
      <p>
        <CopyButton text={site.snippet} label={t('Copy the snippet')} />
      </p>
      {site.pinnedSnippet && (
        <details class="folded">
          <summary>{t('Pinned to this version')}</summary>
          <p>
            {t(
              'For pages that only load what they know by its fingerprint. After every update of Amends copy it again: until then the page’s own links do the work.',
            )}
          </p>
          <pre dir="ltr" tabIndex={0} aria-label={t('Pinned snippet for {name}', { name: site.name })}>
            <code>{site.pinnedSnippet}</code>
          </pre>
          <p>
            <CopyButton text={site.pinnedSnippet} label={t('Copy the pinned snippet')} />
          </p>
        </details>
      )}
      <dl class="facts">
        <div>
          <dt>{t('Site key')}</dt>
          <dd>
            <code>{site.siteKey}</code>
          </dd>
        </div>
      </dl>
      <h3>{t('Forms that need no script')}</h3>
      <p class="quiet">{t('For a mail, a receipt or a sign in the shop. Each opens a plain page; the code is for paper.')}</p>
      <ul class="form-links">
        {Object.entries(site.forms).map(([form, url]) => {
          const name = t(FORM_NAMES[form] ?? form);
          return (
            <li key={form}>
              <a href={url} target="_blank" rel="noreferrer">
                {name}
              </a>{' '}
              <a
                href={`/staff/sites/${site.id}/codes/${form}.svg`}
                download={`${form}.svg`}
                aria-label={t('QR code: {form}', { form: name })}
              >
                {t('QR code')}
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

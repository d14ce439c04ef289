import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SiteView } from '#shared/contracts/staff.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { PageHeading } from '../parts/page-heading.tsx';

const FORM_NAMES: Record<string, string> = { complaint: 'Complaint', feedback: 'Feedback', praise: 'Praise', cancel: 'Cancellation' };

/** Each site with the lines its web developer pastes. */
export function SitesPage() {
  const { client } = useDesk();
  const sites = useSignal<SiteView[] | null>(null);
  const trouble = useSignal<string | null>(null);

  async function load() {
    trouble.value = null;
    try {
      sites.value = (await client.listSites()).items;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.problem.detail;
    }
  }
  useEffect(() => void load(), []);

  return (
    <main class="page narrow">
      <PageHeading title="Sites" />
      <p class="lead">Paste these lines into the pages of the shop. They work on the addresses listed, and nowhere else.</p>
      {trouble.value && (
        <p class="notice bad" role="alert">
          {trouble.value}{' '}
          <button class="button small" onClick={() => void load()}>
            Try again
          </button>
        </p>
      )}
      {sites.value?.length === 0 && (
        <p class="empty">
          There is no site yet. Make one with <code>npm run amends -- site create</code>.
        </p>
      )}
      {sites.value?.map((site) => (
        <section key={site.id} class="card" aria-labelledby={site.id}>
          <h2 id={site.id}>{site.name}</h2>
          <pre tabIndex={0} aria-label={`Snippet for ${site.name}`}>
            <code>{site.snippet}</code>
          </pre>
          <p>
            <CopyButton text={site.snippet} label="Copy the snippet" />
          </p>
          {site.pinnedSnippet && (
            <details>
              <summary>Pinned to this version</summary>
              <p>
                For pages that only load what they know by its fingerprint. After every update of Amends copy it again: until then the
                page's own links do the work.
              </p>
              <pre tabIndex={0} aria-label={`Pinned snippet for ${site.name}`}>
                <code>{site.pinnedSnippet}</code>
              </pre>
              <p>
                <CopyButton text={site.pinnedSnippet} label="Copy the pinned snippet" />
              </p>
            </details>
          )}
          <dl class="facts">
            <div>
              <dt>Allowed addresses</dt>
              <dd>{site.origins.join(', ') || 'None yet'}</dd>
            </div>
            <div>
              <dt>Site key</dt>
              <dd>
                <code>{site.siteKey}</code>
              </dd>
            </div>
          </dl>
          <h3>Forms that need no script</h3>
          <p class="quiet">For a mail, a receipt or a sign in the shop. Each opens a plain page; the code is for paper.</p>
          <ul class="form-links">
            {Object.entries(site.forms).map(([form, url]) => (
              <li key={form}>
                <a href={url} target="_blank" rel="noreferrer">
                  {FORM_NAMES[form] ?? form}
                </a>{' '}
                <a href={`/staff/sites/${site.id}/codes/${form}.svg`} download={`${form}.svg`}>
                  QR code
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

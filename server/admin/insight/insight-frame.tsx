import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useRef } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { useCurrentInSight } from '../parts/in-sight.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { msg, t } from '../words/language.ts';
import './insight.css';
import { addressOf, isSameSpan, spanQuery, usualSpans } from './models/span.ts';
import { useWish } from './wish.ts';

const PAGES: { path: string; label: string; roles?: string[] }[] = [
  { path: '/admin/insight', label: msg('Overview') },
  { path: '/admin/insight/departures', label: msg('Customers lost') },
  { path: '/admin/insight/reasons', label: msg('Reasons') },
  { path: '/admin/insight/journey', label: msg('Journey') },
  { path: '/admin/insight/offers', label: msg('Offers') },
  { path: '/admin/insight/team', label: msg('Team'), roles: ['owner', 'lead', 'agent'] },
  { path: '/admin/insight/recovery', label: msg('Who came back') },
];

type Props = { title: string; lead: string; hasSpan?: boolean; children: ComponentChildren };

/** What is around every insight page: the way to the others, the heading, and the span the figures are of. */
export function InsightFrame({ title, lead, hasSpan = true, children }: Props) {
  const { path } = useLocation();
  const { query } = useWish();
  const role = useDesk().session.me.value?.role ?? 'viewer';
  const { from, to, span } = query;
  const pages = useRef<HTMLElement>(null);
  useCurrentInSight(pages, path);
  return (
    <main class="page ins-page">
      <nav ref={pages} class="ins-nav" aria-label={t('Insight')}>
        <ul>
          {PAGES.filter(({ roles }) => !roles || roles.includes(role)).map((page) => (
            <li key={page.path}>
              <a href={addressOf(page.path, {}, { from, to, span })} aria-current={path === page.path ? 'page' : undefined}>
                {t(page.label)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <header class="ins-head">
        <PageHeading title={title} />
        <p class="lead">{lead}</p>
      </header>
      {hasSpan && <SpanChoice />}
      {children}
    </main>
  );
}

function SpanChoice() {
  const { route } = useLocation();
  const { today, span, link } = useWish();
  const isUsual = usualSpans(today).some((usual) => isSameSpan(usual.span, span));
  return (
    <div class="ins-span">
      <nav aria-label={t('Period')}>
        <ul class="ins-chips">
          {usualSpans(today).map((usual) => (
            <li key={usual.id}>
              <a
                class="chip"
                href={link({ ...spanQuery(usual.span), show: undefined })}
                aria-current={isSameSpan(usual.span, span) ? 'true' : undefined}
              >
                {t(usual.label)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <details class="folded" open={!isUsual}>
        <summary>{t('Other days')}</summary>
        <form
          class="ins-days"
          onSubmit={(event) => {
            event.preventDefault();
            const days = new FormData(event.currentTarget);
            const [from, to] = [days.get('from'), days.get('to')];
            if (typeof from === 'string' && typeof to === 'string') route(link({ ...spanQuery({ from, to }), show: undefined }));
          }}
        >
          <div class="field">
            <label for="ins-from">{t('From')}</label>
            <input id="ins-from" name="from" type="date" required defaultValue={span.from ?? ''} key={`from ${span.from}`} />
          </div>
          <div class="field">
            <label for="ins-to">{t('To')}</label>
            <input id="ins-to" name="to" type="date" required defaultValue={span.to ?? today} key={`to ${span.to}`} />
          </div>
          <button type="submit" class="button">
            {t('Show')}
          </button>
        </form>
      </details>
    </div>
  );
}

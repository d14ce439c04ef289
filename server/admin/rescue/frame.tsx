import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useRef } from 'preact/hooks';
import { useCurrentInSight } from '../parts/in-sight.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { msg, t } from '../words/language.ts';
import './win-back.css';

const PLACES = [
  { href: '/admin/rescue', label: msg('Cycles') },
  { href: '/admin/rescue/plan', label: msg('My plan') },
  { href: '/admin/rescue/care', label: msg('Care') },
  { href: '/admin/rescue/watch', label: msg('Watch list') },
  { href: '/admin/rescue/problems', label: msg('Problem areas') },
  { href: '/admin/rescue/loyal', label: msg('Loyal customers') },
  { href: '/admin/rescue/keep-in-touch', label: msg('Keep in touch') },
];
type Props = { title: string; lead?: string; within?: string; acts?: ComponentChildren; children: ComponentChildren };

/** Everything about winning back, one line of places above it. `within`: the place a deeper page belongs to. */
export function WinBackFrame({ title, lead, within, acts, children }: Props) {
  const { path } = useLocation();
  const here = within ?? path;
  const places = useRef<HTMLElement>(null);
  useCurrentInSight(places, here);
  return (
    <main class="page wb">
      <nav ref={places} class="wb-places" aria-label={t('Win back')}>
        {PLACES.map(({ href, label }) => (
          <a key={href} href={href} aria-current={here === href ? (path === href ? 'page' : 'true') : undefined}>
            {t(label)}
          </a>
        ))}
      </nav>
      <div class="wb-head">
        <PageHeading title={title} />
        {acts}
      </div>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </main>
  );
}

import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useDesk } from '../desk.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { t } from '../words/language.ts';
import { GROUPS, SECTIONS } from './sections.ts';
import './settings.css';

type Props = {
  title: string;
  lead?: string;
  /** The list a page about one thing belongs to. */
  up?: { href: string; label: string };
  children: ComponentChildren;
};

/** The menu of the settings beside one of its pages. */
export function SettingsFrame({ title, lead, up, children }: Props) {
  const { path } = useLocation();
  const role = useDesk().session.me.value?.role ?? 'viewer';
  const visible = SECTIONS.filter(({ roles }) => !roles || roles.includes(role));
  return (
    <main class="page settings">
      <nav class="settings-menu" aria-label={t('Settings')}>
        <a href="/admin/settings" aria-current={path === '/admin/settings' ? 'page' : undefined}>
          {t('All settings')}
        </a>
        {GROUPS.map((group) => {
          const within = visible.filter((section) => section.group === group);
          return (
            within.length > 0 && (
              <div key={group}>
                <h2>{t(group)}</h2>
                <ul>
                  {within.map((section) => (
                    <li key={section.path}>
                      <a href={section.path} aria-current={path === section.path ? 'page' : up?.href === section.path ? 'true' : undefined}>
                        {t(section.label)}
                      </a>
                    </li>
                  ))}
                </ul>
              </div>
            )
          );
        })}
      </nav>
      <div class="settings-page">
        {path !== '/admin/settings' && (
          <p class={up ? undefined : 'settings-back'}>
            <a href={up?.href ?? '/admin/settings'}>{up?.label ?? t('All settings')}</a>
          </p>
        )}
        <PageHeading title={title} />
        {lead && <p class="lead">{lead}</p>}
        {children}
      </div>
    </main>
  );
}

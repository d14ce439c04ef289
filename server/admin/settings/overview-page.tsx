import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { GROUPS, SECTIONS } from './sections.ts';
import { SettingsFrame } from './settings-frame.tsx';
import './document.css';

/** Every page of the settings with what it is for, and a search by words. */
export function SettingsOverview() {
  const { client, session } = useDesk();
  const role = session.me.value?.role ?? 'viewer';
  const begun = useSignal<string[]>([]);
  useEffect(() => {
    const read = async () => {
      try {
        begun.value = (await client.get<{ names: string[] }>('/staff/settings/drafts')).names;
      } catch (error) {
        if (!(error instanceof Refused)) throw error; // the pages themselves say what is wrong
      }
    };
    void read();
  }, [client]);
  const sought = useSignal('');
  const wanted = sought.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = SECTIONS.filter(({ roles }) => !roles || roles.includes(role)).filter(({ label, about = '', words = '', group }) => {
    const said = [label, about, words, group].map((one) => one && t(one)).join(' ');
    return wanted.every((word) => said.toLocaleLowerCase().includes(word));
  });

  return (
    <SettingsFrame
      title={t('Settings')}
      lead={t('Every change is a draft first. It counts when it is published, and every earlier version can come back.')}
    >
      <div class="field" role="search">
        <label for="settings-search">{t('Search the settings')}</label>
        <input
          id="settings-search"
          type="search"
          dir="auto"
          autocomplete="off"
          value={sought.value}
          onInput={(event) => (sought.value = event.currentTarget.value)}
        />
      </div>
      <p class="hidden" role="status">
        {wanted.length > 0 && found.length === 0 ? t('Nothing is called like that.') : ''}
      </p>
      {found.length === 0 && <p class="empty">{t('Nothing is called like that.')}</p>}
      {GROUPS.map((group) => {
        const within = found.filter((section) => section.group === group);
        return (
          within.length > 0 && (
            <section key={group} class="settings-group" aria-label={t(group)}>
              <h2>{t(group)}</h2>
              <ul>
                {within.map(({ path, label, about }) => (
                  <li key={path}>
                    <a href={path} class="card settings-link">
                      <strong>
                        {t(label)} {begun.value.includes(documentOf(path)) && <span class="flag waiting">{t('Draft')}</span>}
                      </strong>
                      {about && <span class="quiet">{t(about)}</span>}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
    </SettingsFrame>
  );
}

/** Two pages share the routing document; every other page is called like its own. */
const documentOf = (path: string): string => {
  const page = path.split('/').at(-1) ?? '';
  return page === 'teams' ? 'routing' : page;
};

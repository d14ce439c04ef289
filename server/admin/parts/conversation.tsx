import type { CaseView, Message } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { nameOf } from './case-row.tsx';
import { Files } from './files.tsx';
import { Ago } from './marks.tsx';

type Entry = {
  id: string;
  isForMe?: boolean;
  from: Message['from'] | 'note';
  who: string;
  text: string;
  files: Message['files'];
  at: string;
};

/** What was said, by whom, in order; our own notes between, marked as ours alone. */
export function Conversation({ view }: { view: CaseView }) {
  const { session } = useDesk();
  const nameOfStaff = (id: string | null) => session.team.value.find((member) => member.id === id)?.name ?? id ?? t('Somebody here');
  const WHO = { customer: nameOf(view.customer), us: t('We'), system: 'Amends' };
  const entries: Entry[] = [
    ...view.messages.map((message) => ({ ...message, who: message.name ?? WHO[message.from] })),
    ...view.notes.map(({ id, by, text, at, mentions }) => ({
      id,
      from: 'note' as const,
      who: nameOfStaff(by),
      text,
      files: [],
      at,
      isForMe: mentions?.includes(session.me.value?.id ?? '') ?? false,
    })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));

  return (
    <section class="conversation" aria-labelledby="conversation-title">
      <h2 id="conversation-title">{t('Conversation')}</h2>
      {entries.length === 0 && <p class="quiet">{t('Nothing has been said yet besides what happened.')}</p>}
      <ol>
        {entries.map((entry) => (
          <li key={entry.id} class={`entry ${entry.from}`}>
            <p class="entry-head">
              <strong dir="auto">{entry.who}</strong> {entry.from === 'note' && <span class="flag note">{t('Note, only for us')}</span>}{' '}
              {entry.isForMe && <span class="flag waiting">{t('For you')}</span>}{' '}
              <span class="quiet">
                <Ago at={entry.at} />
              </span>
            </p>
            <p class="said" dir="auto" lang={entry.from === 'customer' ? view.locale : undefined}>
              {entry.text}
            </p>
            <Files caseId={view.id} files={entry.files} />
          </li>
        ))}
      </ol>
    </section>
  );
}

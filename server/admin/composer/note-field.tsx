import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { TeamMember } from '#shared/contracts/staff.ts';
import { t, tn } from '../words/language.ts';
import { type Begun, completed, matching, mentionBegun } from './mentions.ts';

type Props = {
  id: string;
  name: string;
  value: string;
  required: boolean;
  rows: number;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  team: TeamMember[];
  onText: (text: string) => void;
};

/** Words among colleagues. After an @ their names are offered: arrows and Enter choose, Escape leaves it. */
export function NoteField({ team, onText, ...common }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const begun = useSignal<Begun | null>(null);
  const at = useSignal(0);
  const offered = begun.value ? matching(team, begun.value) : [];
  const isOpen = offered.length > 0;
  const list = `${common.id}-names`;

  function look() {
    const { value, selectionStart } = area.current!; // drawn below, before anybody can type
    begun.value = mentionBegun(value, selectionStart);
    at.value = 0;
  }

  function choose(member: { id: string; name: string }) {
    const field = area.current;
    if (!field || !begun.value) return;
    const done = completed(field.value, field.selectionStart, begun.value, member);
    begun.value = null;
    onText(done.text);
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(done.caret, done.caret);
    });
  }

  function steer(event: KeyboardEvent) {
    if (!isOpen) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const isChosen = event.key === 'Tab' || (event.key === 'Enter' && !event.ctrlKey && !event.metaKey);
    if (step) at.value = (at.value + step + offered.length) % offered.length;
    else if (isChosen) choose(offered[at.value]!);
    else if (event.key === 'Escape') begun.value = null;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="composer-note">
      <textarea
        {...common}
        ref={area}
        maxLength={20_000}
        dir="auto"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? list : undefined}
        aria-activedescendant={isOpen ? `${list}-${at.value}` : undefined}
        onInput={(event) => {
          onText(event.currentTarget.value);
          look();
        }}
        onClick={look}
        onKeyDown={steer}
        onBlur={() => (begun.value = null)}
      />
      <span class="hidden" role="status">
        {isOpen && tn(offered.length, '{count} colleague: arrow keys and Enter choose', '{count} colleagues: arrow keys and Enter choose')}
      </span>
      {isOpen && (
        <ul id={list} role="listbox" aria-label={t('Colleagues')} class="composer-names">
          {offered.map((member, place) => (
            <li
              key={member.id}
              id={`${list}-${place}`}
              role="option"
              aria-selected={place === at.value}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(member);
              }}
            >
              <bdi>{member.name}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ActForm, Sight } from '../acts/act-form.ts';
import { assignTo, colleagues } from '../acts/assigning.ts';
import { letterOf, MINE_LETTER } from '../acts/letters.ts';
import { COMPOSER, MORE, NEXT_STEPS } from '../acts/shown.ts';
import { cancelPromise, keepPromise, renegotiatePromise } from '../acts/speaking.ts';
import { toComposer } from '../composer/to-composer.ts';
import { addressOfCustomer } from '../customers/customer-calls.ts';
import { useDesk } from '../desk.ts';
import type { CaseFile } from '../models/case-file.ts';
import { type Choice, createPalette, type Group } from '../models/palette.ts';
import { addressOf, VIEWS } from '../models/views.ts';
import { PLACES } from '../routes.ts';
import { SECTIONS } from '../settings/sections.ts';
import { t } from '../words/language.ts';
import { ActDialog } from './act-dialog.tsx';
import { nameOf } from './case-row.tsx';
import './palette.css';

/** Everything there is, by a few letters: acts on this case, cases, customers, screens, settings. */
export function Palette({ onClose }: { onClose: () => void }) {
  const desk = useDesk();
  const { path, route } = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const act = useSignal<{ file: CaseFile; form: ActForm; sight: Sight; part?: string } | null>(null);
  const me = desk.session.me.value!; // Safe: the palette's door is shown to somebody signed in.
  const isForMe = ({ roles }: { roles?: string[] }) => !roles || roles.includes(me.role);

  const leave = (then: () => void) => {
    dialog.current?.close();
    then();
    onClose();
  };
  const link = (id: string, label: string, href: string, hint?: string, also?: string): Choice => ({
    id,
    label,
    hint,
    also,
    choose: () => leave(() => route(href)),
  });

  function actsHere(): Choice[] {
    const [, number] = /^\/admin\/cases\/([^/]+)$/.exec(path) ?? [];
    if (!number) return [];
    const file = desk.openFile(decodeURIComponent(number));
    const view = file.view.value;
    if (!view) return [];
    const { taxonomy, team } = desk.session;
    const sight: Sight = { view, taxonomy: taxonomy.value, team: team.value, me, now: desk.clock.value };
    const isPossible = ({ act: name, fits }: ActForm) => file.can.value.has(name) && (fits?.(view) ?? true);
    return [
      ...COMPOSER.filter(isPossible).map((form) => ({
        id: `act-${form.id}`,
        label: t(form.label),
        hint: letterOf(form.id),
        choose: () => leave(() => toComposer(file, form.id)),
      })),
      ...[...NEXT_STEPS, ...MORE].filter(isPossible).map((form) => ({
        id: `act-${form.id}`,
        label: t(form.label),
        hint: letterOf(form.id),
        choose: () => void (act.value = { file, form, sight }), // its own dialog takes the place of this one
      })),
      ...(file.can.value.has('assign') ? giving(file, sight) : []),
      ...(file.can.value.has('promise') || file.can.value.has('note') ? settling(file, sight) : []),
    ];
  }

  const giving = (file: CaseFile, sight: Sight): Choice[] =>
    [{ id: me.id, label: t('Give it to me'), hint: MINE_LETTER.toUpperCase() }]
      .concat(
        colleagues(sight)
          .filter(({ id }) => id !== me.id)
          .map(({ id, name }) => ({ id, label: t('Give it to {name}', { name }), hint: '' })),
        { id: '', label: t('Give it to nobody'), hint: '' },
      )
      .filter(({ id }) => id !== (sight.view.assignee?.id ?? ''))
      .map(({ id, label, hint }) => ({
        id: `give-${id || 'nobody'}`,
        label,
        hint: hint || undefined,
        choose: () => leave(() => void assignTo(file, desk, sight, id)),
      }));

  const settling = (file: CaseFile, sight: Sight): Choice[] =>
    sight.view.promises
      .filter(({ state }) => state === 'pending' || state === 'broken')
      .flatMap(({ id, text }) =>
        [keepPromise, renegotiatePromise, cancelPromise].map((form) => ({
          id: `${form.id}-${id}`,
          label: t('Promise: {act}', { act: t(form.label) }),
          hint: text.slice(0, 120),
          choose: () => void (act.value = { file, form, sight, part: id }),
        })),
      );

  const palette = useMemo(
    () =>
      createPalette(
        desk.client,
        (): Group[] => [
          { id: 'acts', label: t('On this case'), choices: actsHere() },
          {
            id: 'places',
            label: t('Go to'),
            choices: [
              ...PLACES.filter(isForMe).map(({ href, label }) => link(`place-${href}`, t(label), href)),
              ...VIEWS.map((view) => link(`view-${view.id}`, t(view.label), addressOf({ view }), t('Inbox'))),
              ...desk.inbox.own.value.map(({ id, name, query }) => link(`own-${id}`, name, `/admin?${query}&own=${id}`, t('Your views'))),
            ],
          },
          {
            id: 'settings',
            label: t('Settings'),
            choices: SECTIONS.filter(isForMe).map(({ path: href, label, about, words }) =>
              link(`section-${href}`, t(label), href, undefined, [about && t(about), words && t(words)].filter(Boolean).join(' ')),
            ),
          },
        ],
        (cases, customers): Group[] => [
          {
            id: 'cases',
            label: t('Cases'),
            choices: cases.map((row) =>
              link(
                `case-${row.id}`,
                `${row.number} ${nameOf(row.customer)}`,
                `/admin/cases/${row.number}`,
                row.story.slice(0, 120).split('\n', 1)[0],
              ),
            ),
          },
          {
            id: 'customers',
            label: t('Customers'),
            choices: customers.map((one) =>
              link(`customer-${one.id}`, one.name ?? one.email ?? one.externalId ?? one.id, addressOfCustomer(one), one.email ?? undefined),
            ),
          },
        ],
      ),
    [],
  );
  useEffect(() => {
    dialog.current?.showModal();
    return palette.stop;
  }, []);

  function press(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') palette.move(1);
    else if (event.key === 'ArrowUp') palette.move(-1);
    else if (event.key === 'Enter') palette.current.peek()?.choose();
    else return;
    event.preventDefault();
  }
  const current = palette.current.value;
  useEffect(() => {
    if (current) document.getElementById(`palette-${current.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [current?.id]);

  if (act.value) return <ActDialog {...act.value} onClose={onClose} />;
  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label={t('Find anything')}
      onClose={() => {
        if (!act.peek()) onClose();
      }}
    >
      <label class="hidden" for="palette-words">
        {t('What are you looking for?')}
      </label>
      <input
        id="palette-words"
        type="text"
        role="combobox"
        autocomplete="off"
        autofocus
        placeholder={t('An act, a case, a customer, a page…')}
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={current ? `palette-${current.id}` : undefined}
        onInput={(event) => palette.type(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div id="palette-list" class="palette-list" role="listbox" aria-label={t('Found')}>
        {palette.groups.value.map((group) => (
          <div key={group.id} role="group" aria-labelledby={`palette-group-${group.id}`}>
            <p id={`palette-group-${group.id}`} class="palette-group" role="presentation">
              {group.label}
            </p>
            {group.choices.map((choice) => (
              <div
                key={choice.id}
                id={`palette-${choice.id}`}
                role="option"
                aria-selected={choice === current}
                class="palette-choice"
                onClick={choice.choose}
                onPointerMove={() => (palette.at.value = palette.choices.peek().indexOf(choice))}
              >
                <span dir="auto">{choice.label}</span>
                {choice.hint && (
                  <span class="quiet" dir="auto">
                    {choice.hint}
                  </span>
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
      {palette.choices.value.length === 0 && (
        <p class="quiet palette-nothing">{palette.trouble.value ?? t('Nothing is called like this.')}</p>
      )}
      <button type="button" class="button small plain palette-close" onClick={() => dialog.current?.close()}>
        {t('Close')}
      </button>
    </dialog>
  );
}

import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { TeamPerson } from '#shared/contracts/access.ts';
import { useDesk } from '../desk.ts';
import { t, tn } from '../words/language.ts';
import { Dialog } from './dialog.tsx';
import { createSending } from './sending.ts';
import type { TeamModel } from './team-model.ts';
import { Told } from './told.tsx';

/** Asks once more before somebody is removed, and who takes over what they have open. */
export function RemoveDialog({ person, team, close }: { person: TeamPerson; team: TeamModel; close: () => void }) {
  const { say } = useDesk();
  const successor = useSignal('');
  const sending = useMemo(createSending, []);
  const colleagues = team.people.value?.filter(({ id, role }) => id !== person.id && role !== 'viewer') ?? [];

  async function remove(event: Event) {
    event.preventDefault();
    await sending.send(async () => {
      const moved = await team.remove(person.id, successor.value || null);
      say(
        moved === 0
          ? t('{name} is no longer on the team.', { name: person.name })
          : tn(
              moved,
              '{name} is no longer on the team. {count} case changed hands.',
              '{name} is no longer on the team. {count} cases changed hands.',
              {
                name: person.name,
              },
            ),
      );
      close();
    });
  }

  return (
    <Dialog id="remove" title={t('Remove {name} from the team?', { name: person.name })} close={close}>
      <form class="acc-form" onSubmit={remove}>
        <p>{t('They are signed out everywhere at once. Their name stays in the history of every case.')}</p>
        {person.openCases > 0 && (
          <div class="field">
            <label for="successor">
              {tn(person.openCases, 'Who takes over their {count} open case?', 'Who takes over their {count} open cases?')}
            </label>
            <select id="successor" value={successor.value} onChange={(event) => (successor.value = event.currentTarget.value)}>
              <option value="">{t('Nobody yet: they go to “Unassigned”')}</option>
              {colleagues.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <Told sending={sending} />
        <p class="act-buttons">
          <button class="button grave" aria-disabled={sending.busy.value}>
            {sending.busy.value ? t('One moment…') : t('Remove')}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {t('Cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

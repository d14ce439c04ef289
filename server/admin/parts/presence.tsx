import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import './presence.css';

/** Which colleagues look at a case or write on it right now. Said aloud when it changes; takes no room when nobody is there. */
export function PresenceLine({ caseId }: { caseId: string }) {
  const { presence, session } = useDesk();
  const nameOf = (id: string) => session.team.value.find((member) => member.id === id)?.name ?? t('Somebody');
  return (
    <p class="presence" role="status">
      {presence.on(caseId).map(({ staffId, state }) => (
        <span key={staffId} class={`presence-one ${state}`}>
          {state === 'writing'
            ? t('{name} is writing', { name: nameOf(staffId) })
            : t('{name} is looking at this', { name: nameOf(staffId) })}
        </span>
      ))}
    </p>
  );
}

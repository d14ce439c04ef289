import { useSignal } from '@preact/signals';
import { useDesk } from '../desk.ts';
import { Choice } from '../parts/choice.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { WinBackFrame } from '../rescue/frame.tsx';
import { msg, t } from '../words/language.ts';
import { Invite } from './invite.tsx';
import { loyalOf } from './loyal-calls.ts';
import { Testimonial } from './testimonial.tsx';
import { isLead } from '../account/roles.ts';

const STATES = [
  { id: '', label: msg('All') },
  { id: 'waiting', label: msg('To be looked at') },
  { id: 'approved', label: msg('May be repeated') },
  { id: 'withdrawn', label: msg('Withdrawn') },
];

/** Those who stay are asked why; what they allow is said to those who left. */
export function LoyalPage() {
  const { client, session } = useDesk();
  const state = useSignal('');
  const paged = usePaged((cursor) => loyalOf(client).list(state.value, cursor), [client, state.value]);

  return (
    <WinBackFrame
      title={t('Loyal customers')}
      lead={t('Those who stay know what you do well. Ask some of them, and say it to those who left, where they allow it.')}
    >
      {isLead(session.me.value?.role) && <Invite />}
      <section class="wb-part" aria-labelledby="wb-words">
        <div class="wb-head">
          <h2 id="wb-words">{t('What they said')}</h2>
          <Choice
            id="wb-praise-state"
            label={t('Show')}
            look="field wb-inline"
            choices={STATES.map(({ id, label }) => ({ value: id, label: t(label) }))}
            value={state.value}
            onChoose={(chosen) => (state.value = chosen)}
          />
        </div>
        <PagedList paged={paged} empty={<p>{t('No praise that its writer allows to be repeated.')}</p>}>
          {(said) => (
            <ul class="wb-list">
              {said.map((one) => (
                <li key={one.case}>
                  <Testimonial praise={one} onChange={(after) => paged.replace((other) => other.case === after.case, after)} />
                </li>
              ))}
            </ul>
          )}
        </PagedList>
      </section>
    </WinBackFrame>
  );
}

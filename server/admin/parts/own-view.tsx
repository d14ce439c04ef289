import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { useMemo } from 'preact/hooks';
import { createSending } from '../account/sending.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { addressOf, searchOf, type Wanted } from '../models/views.ts';
import { t } from '../words/language.ts';
import { Confirm } from './confirm.tsx';

/** Keeps the present filters under a name; names an own view anew, takes over changed filters, or forgets it. */
export function OwnView({ wanted }: { wanted: Wanted }) {
  const { inbox, say } = useDesk();
  const { route } = useLocation();
  const naming = useSignal(false);
  const name = useSignal('');
  const forgetting = useSignal(false);
  const sending = useMemo(createSending, []);
  const problem = useSignal<string | null>(null);
  const view = inbox.own.value.find(({ id }) => id === wanted.own);
  const search = searchOf({ ...wanted, own: '' });
  const isNarrowed = Boolean(wanted.q || wanted.customer) || Object.values(wanted.filters).some(Boolean);
  if (!view && !isNarrowed) return null;

  async function attempt(work: () => Promise<void>) {
    try {
      problem.value = null;
      await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.value = error.problem.errors?.[0]?.message ?? error.problem.detail;
    }
  }
  const keep = () =>
    attempt(async () => {
      const kept = await inbox.keepView(name.value, view ? view.query : search, view?.id);
      naming.value = false;
      say(t('“{name}” is kept.', { name: kept.name }));
      if (!view) route(addressOf({ ...wanted, own: kept.id }), true);
    });
  const update = () =>
    attempt(async () => {
      await inbox.keepView(view!.name, search, view!.id);
      say(t('“{name}” now shows these filters.', { name: view!.name }));
    });
  async function forget({ id, name: known }: { id: string; name: string }) {
    const worked = await sending.send(() => inbox.forgetView(id));
    if (!worked) return;
    forgetting.value = false;
    route('/admin');
    say(t('“{name}” is deleted.', { name: known }));
  }

  return (
    <div class="own-view">
      {naming.value ? (
        <form
          class="own-form"
          onSubmit={(event) => {
            event.preventDefault();
            void keep();
          }}
        >
          <label class="hidden" for="view-name">
            {t('Name of the view')}
          </label>
          <input
            id="view-name"
            required
            maxLength={80}
            placeholder={t('Name of the view')}
            value={name.value}
            autofocus
            onInput={(event) => (name.value = event.currentTarget.value)}
          />
          <button class="button small primary">{t('Keep')}</button>
          <button type="button" class="button small plain" onClick={() => (naming.value = false)}>
            {t('Cancel')}
          </button>
        </form>
      ) : (
        <>
          <button
            type="button"
            class="button small plain"
            onClick={() => {
              name.value = view?.name ?? '';
              naming.value = true;
            }}
          >
            {view ? t('Rename') : t('Keep as a view')}
          </button>
          {view && view.query !== search && (
            <button type="button" class="button small plain" onClick={() => void update()}>
              {t('Keep these filters')}
            </button>
          )}
          {view && (
            <button type="button" class="button small plain" aria-haspopup="dialog" onClick={() => (forgetting.value = true)}>
              {t('Delete view')}
            </button>
          )}
        </>
      )}
      {view && forgetting.value && (
        <Confirm
          id="view-forget"
          title={t('Delete the view “{name}”?', { name: view.name })}
          does={t('Delete view')}
          no={t('Leave it as it is')}
          isGrave
          first="[data-no]"
          sending={sending}
          onYes={() => void forget(view)}
          onClose={() => (forgetting.value = false)}
        />
      )}
      {problem.value && (
        <p class="notice bad" role="alert">
          {problem.value}
        </p>
      )}
    </div>
  );
}

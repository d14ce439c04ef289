import { useSignal } from '@preact/signals';
import { useDesk } from '../desk.ts';
import { t, tn } from '../words/language.ts';

/** What can be done to all chosen cases at once, and the way back from it. */
export function BulkBar() {
  const { bulk, session } = useDesk();
  const tags = useSignal('');
  const count = bulk.rows.value.length;
  const offered = bulk.offered.value;

  async function tag() {
    const words = [
      ...new Set(
        tags.value
          .split(',')
          .map((word) => word.trim())
          .filter(Boolean),
      ),
    ];
    if (words.length === 0) return;
    await bulk.tag(words);
    tags.value = '';
  }

  return (
    <>
      {bulk.refused.value.length > 0 && (
        <div class="notice bad" role="alert">
          <p>{tn(bulk.refused.value.length, '{count} case stays as it was:', '{count} cases stay as they were:')}</p>
          <ul>
            {bulk.refused.value.map(({ id, number, detail }) => (
              <li key={id}>
                <a href={`/admin/cases/${number}`}>{number}</a> {detail}
              </li>
            ))}
          </ul>
          <button type="button" class="button small" onClick={() => (bulk.refused.value = [])}>
            {t('Understood')}
          </button>
        </div>
      )}
      {bulk.trouble.value && (
        <p class="notice bad" role="alert">
          {bulk.trouble.value}
        </p>
      )}
      {count > 0 && (
        <section class="bulk" aria-label={t('Chosen cases')} aria-busy={bulk.busy.value}>
          <p role="status">
            <strong>{tn(count, '{count} case chosen', '{count} cases chosen')}</strong>
          </p>
          <label class="inline">
            <span class="quiet">{t('Give to')}</span>
            <select
              value=""
              onChange={(event) => {
                const { value } = event.currentTarget;
                event.currentTarget.value = '';
                if (value)
                  void bulk.assign(value === 'nobody' ? null : value, session.team.peek().find(({ id }) => id === value)?.name ?? '');
              }}
            >
              <option value="">{t('choose…')}</option>
              {session.team.value
                .filter(({ role }) => role !== 'viewer')
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              <option value="nobody">{t('nobody')}</option>
            </select>
          </label>
          <form
            class="inline"
            onSubmit={(event) => {
              event.preventDefault();
              void tag();
            }}
          >
            <label class="hidden" for="bulk-tags">
              {t('Tags, with commas between them')}
            </label>
            <input
              id="bulk-tags"
              placeholder={t('Tags')}
              value={tags.value}
              onInput={(event) => (tags.value = event.currentTarget.value)}
            />
            <button class="button small">{t('Tag')}</button>
          </form>
          {bulk.canMerge.value && (
            <button type="button" class="button small" onClick={() => bulk.merge()}>
              {t('Merge into the oldest')}
            </button>
          )}
          <button type="button" class="button small" onClick={() => bulk.answer()}>
            {t('Close as answered')}
          </button>
          <button type="button" class="button small plain" onClick={() => bulk.clear()}>
            {t('Choose none')}
          </button>
        </section>
      )}
      {offered && (
        <p class="offered" role="status">
          <span>{offered.sentence}</span>
          <button type="button" class="button small" onClick={offered.back}>
            {offered.label}
          </button>
        </p>
      )}
    </>
  );
}

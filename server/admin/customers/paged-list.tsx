import type { ComponentChildren } from 'preact';
import { t } from '../words/language.ts';
import type { Paged } from './paged.ts';

type Props<Item> = { paged: Paged<Item>; empty: ComponentChildren; children: (items: Item[]) => ComponentChildren };

/** A list with what it says while it is read, when it is empty, and when it could not be read. */
export function PagedList<Item>({ paged, empty, children }: Props<Item>) {
  const { items, nextCursor, trouble, busy } = paged;
  return (
    <>
      {trouble.value !== null && (
        <div class="notice bad" role="alert">
          <p>{trouble.value}</p>
          <button type="button" class="button small" onClick={() => void (items.value ? paged.more() : paged.load())}>
            {t('Try again')}
          </button>
        </div>
      )}
      {items.value === null && trouble.value === null && (
        <p class="quiet cus-loading" aria-busy="true">
          {t('Loading…')}
        </p>
      )}
      {items.value?.length === 0 && <div class="empty">{empty}</div>}
      {items.value !== null && items.value.length > 0 && children(items.value)}
      {nextCursor.value !== null && (
        <p class="more">
          <button type="button" class="button" aria-disabled={busy.value} onClick={() => void (busy.value || paged.more())}>
            {t('Show more')}
          </button>
        </p>
      )}
    </>
  );
}

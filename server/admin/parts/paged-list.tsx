import type { ComponentChildren } from 'preact';
import type { Page } from '#shared/contracts/basics.ts';
import type { Paged } from '../models/paged.ts';
import { t } from '../words/language.ts';
import { Loading, Trouble } from './waiting.tsx';

type Props<Whole extends Page<unknown>> = {
  paged: Paged<Whole>;
  empty: ComponentChildren;
  /** What the button for the next page says. */
  further?: string;
  children: (items: Whole['items']) => ComponentChildren;
};

/** A list with what it says while it is read, when it is empty, and when it could not be read. */
export function PagedList<Whole extends Page<unknown>>({ paged, empty, further, children }: Props<Whole>) {
  const { items, nextCursor, trouble, busy } = paged;
  const known = items.value;
  return (
    <>
      <Trouble why={trouble.value} again={paged.retry} />
      <div class="list-standing" role="status">
        {known === null && trouble.value === null && <Loading />}
        {known?.length === 0 && <div class="empty">{empty}</div>}
      </div>
      {known !== null && known.length > 0 && children(known)}
      {nextCursor.value !== null && (
        <p class="more">
          <button type="button" class="button" aria-disabled={busy.value} onClick={() => void (busy.value || paged.more())}>
            {further ?? t('Show more')}
          </button>
        </p>
      )}
    </>
  );
}

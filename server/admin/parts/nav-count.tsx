import { useEffect } from 'preact/hooks';
import type { Counts } from '#shared/contracts/staff.ts';
import { useDesk } from '../desk.ts';
import { language, tn } from '../words/language.ts';

const PLACES: Record<string, { of: keyof Counts; say: (count: number) => string }> = {
  '/admin/approvals': { of: 'approval', say: (count) => tn(count, '{count} waits', '{count} wait') },
  '/admin/mentions': { of: 'mentions', say: (count) => tn(count, '{count} is new', '{count} are new') },
};

/** Keeps the numbers fresh on every screen; the inbox reads its own. */
export function useCounts() {
  const { inbox, live } = useDesk();
  useEffect(() => {
    const isInbox = () => location.pathname === '/admin';
    if (!inbox.counts.peek() && !isInbox()) void inbox.count();
    return live.listen((_changed, news) => {
      if (news) inbox.counts.value = news.counts;
      else if (!isInbox()) void inbox.count();
    });
  }, []);
}

/** How much waits behind a link of the main navigation; nothing while nothing does. */
export function NavCount({ href }: { href: string }) {
  const { inbox } = useDesk();
  const place = PLACES[href];
  const count = (place && inbox.counts.value?.[place.of]) || 0;
  if (!place || count === 0) return null;
  return (
    <span class="nav-count">
      <span aria-hidden="true">{new Intl.NumberFormat(language.value).format(count)}</span>
      <span class="hidden">{place.say(count)}</span>
    </span>
  );
}

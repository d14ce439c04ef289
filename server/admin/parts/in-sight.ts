import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Where a line of links scrolls sideways, as on a phone: keeps the one that is open in sight. `here` says when that changes. */
export function useCurrentInSight(line: RefObject<HTMLElement | null>, here: string) {
  useEffect(() => {
    if (scrollY === 0) line.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest', inline: 'center' });
  }, [here]);
}

import { useEffect, useMemo } from 'preact/hooks';
import type { Page } from '#shared/contracts/basics.ts';
import { useDesk } from '../desk.ts';
import { createPaged, type Paged } from '../models/paged.ts';
import { createReading, type Reading } from '../models/reading.ts';

/** Reads at once, and something new whenever one of `about` is another. */
export function useReading<Answer>(read: () => Promise<Answer>, about: unknown[]): Reading<Answer> {
  const reading = useMemo(() => createReading(read), about);
  useEffect(() => void reading.load(), [reading]);
  return reading;
}

/** The first page of a list, and that of another list whenever one of `about` is another. */
export function usePaged<Whole extends Page<unknown>>(read: (cursor: string | null) => Promise<Whole>, about: unknown[]): Paged<Whole> {
  const paged = useMemo(() => createPaged(read), about);
  useEffect(() => void paged.load(), [paged]);
  return paged;
}

/** Reads at once, and again while it is looked at whenever something changes somewhere. */
export function useFresh(list: { load: () => unknown; heard: () => void; stop: () => void }): void {
  const { live } = useDesk();
  useEffect(() => {
    void list.load();
    const silence = live.listen(list.heard);
    return () => {
      silence();
      list.stop();
    };
  }, [list]);
}

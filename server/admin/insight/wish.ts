import { useLocation } from 'preact-iso';
import { useEffect, useMemo } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { createReading, type Reading } from '../models/reading.ts';
import type { Wish } from './insight-calls.ts';
import { addressOf, readSpan } from './models/span.ts';

/** What the address of the page asks for; everything one can choose stands in it, so that it can be sent to a colleague. */
export function useWish() {
  const { path, query } = useLocation();
  const today = useDesk().clock.value.toISOString().slice(0, 10);
  const span = readSpan(query, today);
  const wish: Wish = { from: span.from ?? undefined, to: span.to ?? undefined, currency: query.currency };
  return { path, query, today, span, wish, link: (change: Wish) => addressOf(path, query, change) };
}

/** An answer that is asked for again whenever `key` changes. */
export function useAnswer<Answer>(read: () => Promise<Answer>, key: unknown): Reading<Answer> {
  const answer = useMemo(() => createReading(read), []);
  useEffect(() => void answer.ask(read), [JSON.stringify(key)]);
  return answer;
}

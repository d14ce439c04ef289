import type { JSX, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

type Row = { id: string };
/** Where a row stands, for eyes and for screen readers. */
export type Place = { style: Record<string, string>; 'aria-setsize': number; 'aria-posinset': number };
type Props<Item extends Row> = {
  rows: Item[];
  /** Heights of one row in rem, on a wide page and on a narrow one. */
  heights: { wide: number; narrow: number };
  /** The row that is drawn wherever it stands, so that the focus in it is never lost. */
  keep: string | null;
  isWhole: boolean;
  label: string;
  onNearEnd: () => void;
  draw: (row: Item, place: Place) => JSX.Element;
};

const NARROW = '(max-width: 47.99rem)';
/** Rows drawn above and below what is seen; and how far one scrolls before others are drawn. */
const SPARE = 6;
const STEP = 4;
const FIRST = 20;
const NEAR_END = 15;

/** A long list of rows of one height, of which only those near the window are drawn. It scrolls with the page. */
export function VirtualList<Item extends Row>({ rows, heights, keep, isWhole, label, onNearEnd, draw }: Props<Item>) {
  const list = useRef<HTMLUListElement>(null);
  const height = useHeight(heights);
  const [[from, to], show] = useState<[number, number]>([0, FIRST]);
  const latest = useRef({ rows, onNearEnd });
  latest.current = { rows, onNearEnd };
  useSteady(list, rows, height);

  useEffect(() => {
    let frame = 0;
    function look() {
      frame = 0;
      if (!list.current) return;
      const px = height * rem();
      const above = Math.floor(-list.current.getBoundingClientRect().top / px) - SPARE;
      const first = Math.max(0, above - (above % STEP));
      const last = first + Math.ceil(innerHeight / px) + 2 * SPARE + STEP;
      show((now) => (now[0] === first && now[1] === last ? now : [first, last]));
      if (last + NEAR_END >= latest.current.rows.length) latest.current.onNearEnd();
    }
    const soon = () => (frame ||= requestAnimationFrame(look));
    addEventListener('scroll', soon, { passive: true });
    addEventListener('resize', soon, { passive: true });
    look();
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', soon);
      removeEventListener('resize', soon);
    };
  }, [height, rows.length]);

  const drawn = rows.slice(from, to).map((row, i) => [row, from + i] as const);
  const kept = keep ? rows.findIndex(({ id }) => id === keep) : -1;
  if (kept >= to) drawn.push([rows[kept]!, kept]);
  else if (kept >= 0 && kept < from) drawn.unshift([rows[kept]!, kept]);

  return (
    <ul ref={list} class="rows" aria-label={label} style={{ blockSize: `${rows.length * height}rem`, '--row': `${height}rem` }}>
      {drawn.map(([row, i]) =>
        draw(row, {
          style: { insetBlockStart: `${i * height}rem` },
          'aria-setsize': isWhole ? rows.length : -1,
          'aria-posinset': i + 1,
        }),
      )}
    </ul>
  );
}

const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

function useHeight({ wide, narrow }: { wide: number; narrow: number }): number {
  const isNarrow = () => typeof matchMedia === 'function' && matchMedia(NARROW).matches;
  const [now, set] = useState(isNarrow);
  useEffect(() => {
    if (typeof matchMedia !== 'function') return;
    const media = matchMedia(NARROW);
    const look = () => set(media.matches);
    media.addEventListener('change', look);
    return () => media.removeEventListener('change', look);
  }, []);
  return now ? narrow : wide;
}

/** What is being read stays where it is when rows come or go above it. */
function useSteady(list: RefObject<HTMLUListElement | null>, rows: Row[], height: number) {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = rows;
    const top = list.current?.getBoundingClientRect().top ?? 0;
    if (was === rows || top >= 0) return;
    const at = Math.floor(-top / (height * rem()));
    const anchor = was[at];
    const now = anchor ? rows.findIndex(({ id }) => id === anchor.id) : -1;
    if (now >= 0 && now !== at) scrollBy(0, (now - at) * height * rem());
  }, [rows]);
}

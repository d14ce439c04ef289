import { useId } from 'preact/hooks';
import { lineScale } from './scale.ts';

type Row = { key: string; label: string; low: number; value: number; high: number } | { key: string; label: string; instead: string };

const percent = (place: number) => `${place * 100}%`;

/** Estimates with their 95 % intervals on one common line: a dot, its ends, and where nothing would lie. */
export function Intervals({
  title,
  summary,
  rows,
  write,
}: {
  title: string;
  summary: string;
  rows: Row[];
  write: (value: number) => string;
}) {
  const id = useId();
  const place = lineScale(rows.flatMap((row) => ('low' in row ? [row.low, row.high] : [])));
  return (
    <figure class="ins-figure" aria-labelledby={id}>
      <figcaption id={id}>
        <strong>{title}</strong> <span class="quiet">{summary}</span>
      </figcaption>
      <ul class="ins-intervals">
        {rows.map((row) => (
          <li key={row.key}>
            <span class="ins-bar-label">{row.label}</span>
            {'instead' in row ? (
              <span class="ins-instead">{row.instead}</span>
            ) : (
              <>
                <svg class="ins-interval" width="100%" height="26" aria-hidden="true">
                  <line class="ins-zero" x1={percent(place(0))} x2={percent(place(0))} y1="0" y2="26" />
                  <line class="ins-stroke" x1={percent(place(row.low))} x2={percent(place(row.high))} y1="13" y2="13" />
                  <line class="ins-stroke" x1={percent(place(row.low))} x2={percent(place(row.low))} y1="6" y2="20" />
                  <line class="ins-stroke" x1={percent(place(row.high))} x2={percent(place(row.high))} y1="6" y2="20" />
                  <circle class="ins-dot" cx={percent(place(row.value))} cy="13" r="5" />
                </svg>
                <span class="ins-bar-value">
                  <strong>{write(row.value)}</strong> <small>{`${write(row.low)} … ${write(row.high)}`}</small>
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </figure>
  );
}

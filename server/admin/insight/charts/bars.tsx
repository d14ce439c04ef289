import { useId } from 'preact/hooks';
import { lengthOf } from './scale.ts';

export type Bar = {
  key: string;
  label: string;
  /** How long it is drawn. */
  value: number;
  /** The value as it is written at the bar. */
  shown: string;
  /** A second, smaller line under the label. */
  note?: string;
  /** Where the names behind it are. */
  href?: string;
  isHere?: boolean;
};

/** Bars from top to bottom, each with its label and its value in words; the drawing itself is only for eyes. */
export function Bars({ title, summary, bars }: { title: string; summary: string; bars: Bar[] }) {
  const id = useId();
  const longest = Math.max(0, ...bars.map(({ value }) => value));
  return (
    <figure class="ins-figure" aria-labelledby={id}>
      <figcaption id={id}>
        <strong>{title}</strong> <span class="quiet">{summary}</span>
      </figcaption>
      <ul class="ins-bars">
        {bars.map(({ key, label, value, shown, note, href, isHere }) => (
          <li key={key} class={isHere ? 'ins-here' : undefined}>
            <span class="ins-bar-label">
              {href ? (
                <a href={href} aria-current={isHere ? 'true' : undefined}>
                  <bdi>{label}</bdi>
                </a>
              ) : (
                <bdi>{label}</bdi>
              )}
              {note && <small>{note}</small>}
            </span>
            <svg class="ins-bar" width="100%" height="18" aria-hidden="true">
              <rect class="ins-track" width="100%" height="100%" rx="3" />
              <rect class="ins-fill" width={`${lengthOf(value, longest) * 100}%`} height="100%" rx="3" />
            </svg>
            <span class="ins-bar-value">{shown}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

import { msg, t } from '../words/language.ts';
import type { Wish } from './insight-calls.ts';

type Choice = { id: string; label: string };

/** One of a few, in the address. The first is what is shown without a choice. */
export function Choices({
  label,
  name,
  choices,
  chosen,
  link,
}: {
  label: string;
  name: string;
  choices: Choice[];
  chosen: string;
  link: (change: Wish) => string;
}) {
  return (
    <nav class="ins-choice" aria-label={label}>
      <span class="quiet">{label}</span>
      <ul class="ins-chips">
        {choices.map((choice, i) => (
          <li key={choice.id}>
            <a
              class="chip"
              href={link({ [name]: i === 0 ? undefined : choice.id, show: undefined })}
              aria-current={choice.id === chosen ? 'true' : undefined}
            >
              {t(choice.label)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const BY: Choice[] = [
  { id: 'month', label: msg('Month') },
  { id: 'quarter', label: msg('Quarter') },
];
export const ByChoice = ({ by, link }: { by: string; link: (change: Wish) => string }) => (
  <Choices label={t('By')} name="by" choices={BY} chosen={by} link={link} />
);

import type { Signal } from '@preact/signals';
import { t } from '../words/language.ts';
import { Line } from './line.tsx';

const SHORTEST_PASSWORD = 10;

type Props = { id: string; label: string; value: Signal<string>; error?: string | null };

/** A password that somebody chooses. */
export const NewPassword = (props: Props) => (
  <Line
    {...props}
    type="password"
    autocomplete="new-password"
    required
    minLength={SHORTEST_PASSWORD}
    maxLength={200}
    dir="ltr"
    hint={t('At least {count} characters. A few ordinary words in a row are good.', { count: SHORTEST_PASSWORD })}
  />
);

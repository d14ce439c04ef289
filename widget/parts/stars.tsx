import type { Desk } from '../desk.ts';
import { Choices } from './choices.tsx';
import type { Writing } from './field.tsx';

/** One tap: how was this step? Asked only where the page says which step it is. */
export const Stars = ({ of: { say, draft, locale, opening } }: { of: Required<Writing> & Desk }) =>
  opening.touchpoint ? (
    <Choices
      legend={say('rating')}
      name="rating"
      radio
      chosen={(draft.rating as string) ?? ''}
      options={[1, 2, 3, 4, 5].map((stars) => ({ id: `${stars}`, label: stars.toLocaleString(locale) }))}
    />
  ) : null;

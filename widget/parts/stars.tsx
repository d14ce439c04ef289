import type { Desk } from '../desk.ts';
import { Choices } from './choices.tsx';

/** One tap: how was this step? */
export const Stars = ({ desk: { say, locale }, chosen }: { desk: Desk; chosen: unknown }) => (
  <Choices
    legend={say('rating')}
    name="rating"
    type="radio"
    chosen={chosen}
    options={[1, 2, 3, 4, 5].map((stars) => ({ id: `${stars}`, label: stars.toLocaleString(locale) }))}
  />
);

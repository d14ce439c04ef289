import type { Words } from '../words/en.ts';
import type { Writing } from './field.tsx';

/** What happened, in the customer's own words; the one thing that is needed. */
export const Story = ({ of: { say, draft }, label, max }: { of: Writing; label: keyof Words; max: number }) => (
  <label>
    {say(label)}
    <textarea name="story" required rows={5} maxLength={max} value={draft?.story ?? ''} />
  </label>
);

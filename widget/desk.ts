import type { SiteConfig } from '#shared/contracts/site.ts';
import type { Opening, Page } from './guest.ts';
import type { Words } from './words/en.ts';

/** What every screen has at hand. */
export type Desk = {
  page: Page;
  opening: Opening;
  /** Undefined while, or because, the site's settings are not there. */
  config: SiteConfig | undefined;
  locale: string;
  say: (key: keyof Words, values?: Record<string, string | number | undefined>) => string;
  /** The day of an instant in words, with the time where that counts. */
  day: (instant: string, timeStyle?: 'short') => string;
  /** Closes the panel. */
  close: () => void;
};

/** A sentence of the merchant, else ours, with its `{placeholders}` filled. */
export const speak =
  (words: Words, texts: Record<string, string> = {}): Desk['say'] =>
  (key, values = {}) =>
    (texts[key] ?? words[key]).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));

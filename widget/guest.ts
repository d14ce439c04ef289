import type { Kind } from '#shared/contracts/basics.ts';
import type { SiteConfig } from '#shared/contracts/site.ts';
import type { Offer } from '#shared/contracts/case.ts';
import type { Words } from './words/en.ts';

/** What a page learns when a visit to the cancel flow is over. */
export type Result = { outcome: 'cancelled' | 'accepted_offer' | 'undecided' | 'unavailable' };

/** How the panel was asked for: by `Amends('open', …)`, `Amends('cancel', …)` or a `data-amends` element. */
export type Opening = {
  kind?: Kind | 'cancel';
  site?: string;
  touchpoint?: string;
  order?: string;
  subscription?: string;
  identityToken?: string;
  region?: string;
  /** The merchant's own billing call; resolves when billing confirmed. */
  handleCancel?: () => unknown;
  /** The merchant puts an accepted offer in place. */
  handleOffer?: (offer: Offer) => unknown;
  /** Where the merchant's own way to cancel is. */
  href?: string;
  opener?: HTMLElement | null;
};

/** Told to the page as `amends:<name>` on `window`; nobody's answer matters. */
export type Told = 'open' | 'step' | 'submitted' | 'queued' | 'closed' | 'error';

/** What the panel gets from the script on the page. */
export type Page = {
  /** Where Amends is, ending in `/`. */
  base: string;
  site: string;
  locale: string;
  /** Undefined when the site's settings could not be fetched. */
  config: Promise<SiteConfig | undefined>;
  /** One more part of the widget, for a language that was not guessed. */
  part: (base: string, name: string) => Promise<{ default: Words }>;
  tell: (name: Told, detail?: object) => void;
  /** Leaves by the merchant's own way, because ours is broken. */
  leave: () => void;
};

/** An open panel. */
export type Session = { result: Promise<Result>; closed: Promise<void>; close: () => void };

/** The lazily loaded part of the widget. */
export type Panel = {
  open: (opening: Opening, page: Page, words: Words, flow?: unknown) => Session;
  flush: () => void;
  remove: () => Promise<void>;
};

import type { Context } from 'hono';
import { DomainError } from '#server/domain/errors.ts';
import type { LimitEnv } from '../limits.ts';

/** What somebody typed into a form, and what was wrong with it, by the name of the field. */
export type Draft = { typed: Record<string, string[]>; errors: Record<string, string> };
export const EMPTY: Draft = { typed: {}, errors: {} };

export type FilledForm = {
  /** Trimmed; empty when it was left out. */
  text(name: string): string;
  all(name: string): string[];
  files: File[];
  typed: Record<string, string[]>;
};

export async function readForm(c: Context<LimitEnv>): Promise<FilledForm> {
  const body = await c.req.parseBody({ all: true }).catch(() => {
    throw new DomainError('request.malformed', 'This form cannot be read.');
  });
  const typed: Record<string, string[]> = {};
  const files: File[] = [];
  for (const [name, value] of Object.entries(body)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'string') (typed[name] ??= []).push(clean(one));
      else if (one.size > 0 || one.name !== '') files.push(one);
    }
  }
  return { typed, files, all: (name) => typed[name] ?? [], text: (name) => typed[name]?.[0]?.trim() ?? '' };
}

/** Browsers send line ends as two characters; no person types U+0000. */
const clean = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\u0000', '');

/**
 * A form must come from our own page. Under `no-referrer` browsers send the origin `null` even to ourselves; then the browser's
 * own word on where it came from decides.
 *
 * @throws origin.not_allowed
 */
export function requireOwnForm(c: Context<LimitEnv>, publicUrl: string): void {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const own = [publicUrl, `${new URL(c.req.url).protocol}//${c.req.header('host')}`];
  const isOwn =
    origin !== undefined && origin !== 'null'
      ? own.some((url) => URL.canParse(url) && new URL(url).origin === origin)
      : site === undefined || site === 'same-origin' || site === 'none';
  if (!isOwn) throw new DomainError('origin.not_allowed', 'This form came from another page.');
}

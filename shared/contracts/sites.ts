import { z } from 'zod';
import { Instant, Kind, Locale, RuleSet, token, words } from './basics.ts';
import { SiteView } from './staff.ts';

/** `https://shop.example`, `https://*.shop.example` for every name below, `http://127.0.0.1:*` for every port, or `*`. */
export const Origin = z
  .string()
  .trim()
  .max(300)
  .transform((origin) => origin.replace(/\/$/, '').toLowerCase())
  .refine(
    (origin) => origin === '*' || /^https?:\/\/(?:\*\.)?(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::(?:\d{1,5}|\*))?$/.test(origin),
    'An origin has no path: https://shop.example.',
  );

const hexColour = z.string().regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, 'A colour, as in #1d6b5a.');
export const SiteTheme = z.object({
  accent: hexColour.optional(),
  radius: z.number().min(0).max(40).optional(),
  /** A CSS font-family list. */
  font: z
    .string()
    .max(200)
    .regex(/^[\w\s,'"-]*$/, 'Names of fonts with commas between them.')
    .optional(),
  mode: z.enum(['auto', 'light', 'dark']).optional(),
});
export type SiteTheme = z.infer<typeof SiteTheme>;

const fields = {
  name: words(200),
  origins: z.array(Origin).min(1, 'Name at least one address the widget may work on.').max(50),
  locale: Locale,
  currency: z.string().regex(/^[A-Z]{3}$/, 'Three capital letters, as in EUR.'),
  kinds: z.array(Kind).min(1, 'Offer at least one.'),
  theme: SiteTheme,
  phone: token(50).nullable(),
  person: z.object({ name: words(100), role: words(100).optional() }).nullable(),
  cancelUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  /** null: the one of the settings. */
  ruleSet: RuleSet.nullable(),
  challenge: z.boolean(),
  test: z.boolean(),
};
/** POST /staff/sites: what is not named is as usual. */
export const CreateSite = z.object(fields).partial().required({ name: true, origins: true });
/** PUT /staff/sites/{id} with If-Match: what is not named stays. */
export const ChangeSite = z.object(fields).partial();
export type ChangeSite = z.infer<typeof ChangeSite>;

/** When a page of an origin last asked for this site; at most an hour old. */
export const Sighting = z.object({ origin: z.string(), seenAt: Instant });
export type Sighting = z.infer<typeof Sighting>;

/** GET /staff/sites, GET /staff/sites/{id} */
export const SiteDetail = SiteView.extend({
  version: z.int(),
  settings: z.object(fields).omit({ name: true, origins: true }),
  sightings: z.array(Sighting),
});
export type SiteDetail = z.infer<typeof SiteDetail>;

/** POST /staff/sites, POST /staff/sites/{id}/identity-secret: the secret is shown once, here. */
export const SiteWithSecret = SiteDetail.extend({ identitySecret: z.string() });
export type SiteWithSecret = z.infer<typeof SiteWithSecret>;

/** POST /staff/sites/{id}/look: the page of an allowed origin, looked at by the server. */
export const LookAtPage = z.object({ url: z.url({ protocol: /^https?$/ }).max(2000) });
export const Looked = z.object({
  /** `other`: the script is there with another site key. */
  result: z.enum(['found', 'other', 'not_found', 'cannot_look']),
  why: z.string().nullable(),
});
export type Looked = z.infer<typeof Looked>;

/** POST /staff/sites/{id}/preview: how the widget would look with this, shown to nobody else. */
export const PreviewSite = ChangeSite.pick({
  name: true,
  locale: true,
  currency: true,
  kinds: true,
  theme: true,
  phone: true,
  person: true,
});
export type PreviewSite = z.infer<typeof PreviewSite>;
export const Preview = z.object({ url: z.string() });
export type Preview = z.infer<typeof Preview>;

import { z } from 'zod';
import { Kind, RuleSet } from './basics.ts';

/** Everything the widget needs to know about a site, in one language. Labels are already translated. */
export const SiteConfig = z.object({
  siteKey: z.string(),
  name: z.string(),
  locale: z.string(),
  dir: z.enum(['ltr', 'rtl']),
  currency: z.string(),
  kinds: z.array(Kind),
  /** The merchant's own sentences, by the widget's key. */
  texts: z.record(z.string(), z.string()),
  /** `kind: 'cancellation'` marks reasons for leaving; the rest are for complaints. */
  reasons: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      kind: z.literal('cancellation').optional(),
      probe: z.string().optional(),
      probes: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
    }),
  ),
  remedies: z.array(z.object({ id: z.string(), label: z.string(), money: z.boolean(), kinds: z.array(Kind) })),
  feelings: z.array(z.object({ id: z.string(), label: z.string() })),
  theme: z.object({
    accent: z.string().optional(),
    radius: z.number().optional(),
    font: z.string().optional(),
    mode: z.enum(['auto', 'light', 'dark']).optional(),
  }),
  phone: z.string().nullable(),
  person: z.object({ name: z.string(), role: z.string().optional() }).nullable(),
  ruleSet: RuleSet,
  limits: z.object({ story: z.int(), files: z.int(), fileBytes: z.int() }),
  /** A proof of work is wanted before sending. */
  challenge: z.boolean(),
  test: z.boolean(),
});
export type SiteConfig = z.infer<typeof SiteConfig>;

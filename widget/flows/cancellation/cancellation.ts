import type { RuleSet } from '#shared/contracts/basics.ts';
import type { CancellationAnswer } from '#shared/contracts/cancellation.ts';
import type { Asked, Offer } from '#shared/contracts/case.ts';
import type { SiteConfig } from '#shared/contracts/site.ts';

export type Screen =
  | 'reason'
  | 'probe'
  | 'stay'
  | 'offer'
  | 'last'
  | 'withdraw'
  | 'contracts'
  | 'cancelling'
  | 'elsewhere'
  | 'failed'
  | 'cancelled'
  | 'consent'
  | 'kept';

/** Where a customer is on the way out, and what they said. */
export type Way = {
  at: Screen;
  ruleSet: RuleSet;
  said: CancellationAnswer;
  offer: Offer | null;
  /** Something did not work; the screen says what. */
  trouble?: boolean;
  receiptUrl?: string;
  endedAt?: string;
};

/** The first screen is decided by the rules of the place: a withdrawal asks nothing but who and what, the German button nothing at all. */
const first = (ruleSet: RuleSet): Screen =>
  ({ eu_withdrawal: 'withdraw', de_button: 'contracts' } as Partial<Record<RuleSet, Screen>>)[ruleSet] ?? 'reason';

export const begin = (ruleSet: RuleSet): Way => ({ at: first(ruleSet), ruleSet, said: {}, offer: null });

/** The rules came from the server after the first screen was shown: they hold, unless the customer has gone on already. */
export const learn = (way: Way, ruleSet: RuleSet): Way => ({
  ...way,
  ruleSet,
  at: way.at === first(way.ruleSet) ? first(ruleSet) : way.at,
});

/** An offer may come after what would make them stay, or after the cancelling to whoever wishes to see one. */
export const mayShowOffer = ({ at, ruleSet }: Way): boolean => at === 'consent' || (at === 'stay' && ruleSet === 'offers_beside_cancel');

/** The screen after this one. Every question may be left unanswered. */
export function next(way: Way, reasons: SiteConfig['reasons'], offer: Offer | null): Way {
  const { at, said } = way;
  const reason = reasons.find(({ id }) => id === said.reason);
  if (mayShowOffer(way) && (offer || at === 'consent')) return { ...way, at: offer ? 'offer' : at, offer, trouble: !offer };
  const probes = at === 'reason' && (reason?.probe || reason?.probes);
  return { ...way, at: probes ? 'probe' : at === 'reason' || at === 'probe' ? 'stay' : 'last' };
}

/** The customer's words on one screen, as the API takes them, with what they said before. */
export function readAnswer(form: FormData, said: CancellationAnswer): CancellationAnswer {
  const field = (name: string) => (form.get(name) as string | null)?.trim() || undefined;
  const own = field('own');
  const asked: Asked[] = (form.getAll('asked') as string[]).map((remedy) => ({ remedy }));
  if (own) asked.push({ remedy: 'other', note: own });
  return {
    ...said,
    reason: field('reason') ?? said.reason,
    probe: field('probe') ?? said.probe,
    story: field('story') ?? said.story,
    asked: asked[0] ? asked : said.asked,
    ...(form.has('name') && { contact: { name: field('name'), email: field('email') }, subscription: field('contract') }),
  };
}

import type { RuleSet } from '#shared/contracts/basics.ts';
import type { CancellationAnswer } from '#shared/contracts/cancellation.ts';
import type { Offer } from '#shared/contracts/case.ts';
import type { SiteConfig } from '#shared/contracts/site.ts';

export type Screen =
  | 'reason'
  | 'probe'
  | 'stay'
  | 'offer'
  | 'last'
  | 'withdraw'
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

/** The first screen is decided by the rules of the place: a withdrawal asks nothing but who and what. */
export const begin = (ruleSet: RuleSet): Way => ({
  at: ruleSet === 'eu_withdrawal' ? 'withdraw' : 'reason',
  ruleSet,
  said: {},
  offer: null,
});

/** The rules came from the server after the first screen was shown: they hold, unless the customer has gone on already. */
export const learn = (way: Way, ruleSet: RuleSet): Way =>
  way.at === begin(way.ruleSet).at && way.ruleSet !== ruleSet ? { ...begin(ruleSet), said: way.said } : { ...way, ruleSet };

/** The screen after this one. Every question may be left unanswered. */
export function next(way: Way, reasons: SiteConfig['reasons'], offer: Offer | null): Way {
  const reason = reasons.find(({ id }) => id === way.said.reason);
  if (way.at === 'reason' && (reason?.probe || reason?.probes)) return { ...way, at: 'probe' };
  if (way.at === 'reason' || way.at === 'probe') return { ...way, at: 'stay' };
  if (way.at === 'stay' && offer && way.ruleSet === 'offers_beside_cancel') return { ...way, at: 'offer', offer };
  if (way.at === 'consent') return offer ? { ...way, at: 'offer', offer, trouble: false } : { ...way, trouble: true };
  return { ...way, at: 'last' };
}

/** The customer's words on one screen, as the API takes them, with what they said before. */
export function readAnswer(form: FormData, said: CancellationAnswer): CancellationAnswer {
  const field = (name: string) => String(form.get(name) ?? '').trim() || undefined;
  const own = field('own');
  const asked = [...form.getAll('asked').map((remedy) => ({ remedy: String(remedy) })), ...(own ? [{ remedy: 'other', note: own }] : [])];
  return {
    ...said,
    reason: field('reason') ?? said.reason,
    probe: field('probe') ?? said.probe,
    story:
      ['story', 'name', 'contract', 'email']
        .map(field)
        .filter((words) => words)
        .join('\n') || said.story,
    asked: asked.length ? asked : said.asked,
  };
}

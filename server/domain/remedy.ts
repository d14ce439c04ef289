import { DomainError } from './errors.ts';

export type RemedyStep =
  | 'draft'
  | 'pending_approval'
  | 'approved'
  | 'rejected'
  | 'offered'
  | 'accepted'
  | 'declined'
  | 'countered'
  | 'expired'
  | 'withdrawn'
  | 'fulfilling'
  | 'fulfilled'
  | 'failed'
  | 'verified'
  | 'disputed';

/**
 * The life of a remedy: issued and received are different facts.
 *
 * @source domain.md section 4
 */
export const LIFE_OF_A_REMEDY: Record<RemedyStep, RemedyStep[]> = {
  draft: ['pending_approval', 'approved'],
  pending_approval: ['approved', 'rejected', 'withdrawn'],
  approved: ['offered', 'withdrawn'],
  rejected: [],
  offered: ['accepted', 'declined', 'countered', 'expired', 'withdrawn'],
  accepted: ['fulfilling', 'withdrawn'],
  declined: [],
  countered: [],
  expired: [],
  withdrawn: [],
  fulfilling: ['fulfilled', 'failed', 'withdrawn'],
  fulfilled: ['verified', 'disputed'],
  failed: [],
  verified: ['disputed'],
  disputed: [],
};

/** @throws offer.not_open */
export function requireStep(from: RemedyStep, to: RemedyStep): RemedyStep {
  if (!LIFE_OF_A_REMEDY[from].includes(to))
    throw new DomainError('offer.not_open', `A remedy that is ${from.replace('_', ' ')} cannot become ${to.replace('_', ' ')}.`);
  return to;
}

/** What the customer reads about an offer: the steps after acceptance are no longer about the offer itself. */
export function offerStateOf(step: RemedyStep): 'open' | 'accepted' | 'declined' | 'countered' | 'expired' | 'withdrawn' {
  if (step === 'declined' || step === 'countered' || step === 'expired' || step === 'withdrawn') return step;
  if (step === 'rejected') return 'withdrawn';
  return step === 'draft' || step === 'pending_approval' || step === 'approved' || step === 'offered' ? 'open' : 'accepted';
}

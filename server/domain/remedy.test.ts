import { describe, expect, test } from 'vitest';
import { LIFE_OF_A_REMEDY, type RemedyStep, offerStateOf, requireStep } from './remedy.ts';

// One row a step, and every step that may follow it. Written from domain.md section 4.
const LIFE: Record<RemedyStep, string> = {
  draft: 'pending_approval approved',
  pending_approval: 'approved rejected withdrawn',
  approved: 'offered withdrawn',
  rejected: '',
  offered: 'accepted declined countered expired withdrawn',
  accepted: 'fulfilling withdrawn',
  declined: '',
  countered: '',
  expired: '',
  withdrawn: '',
  fulfilling: 'fulfilled failed withdrawn',
  fulfilled: 'verified disputed',
  failed: '',
  verified: 'disputed',
  disputed: '',
};
const STEPS = Object.keys(LIFE) as RemedyStep[];

describe('the life of a remedy', () => {
  test('has the steps of the table, no more', () => {
    expect(Object.keys(LIFE_OF_A_REMEDY).toSorted()).toEqual(STEPS.toSorted());
  });

  test.each(STEPS)('from %s', (from) => {
    const possible = STEPS.filter((to) => {
      try {
        return requireStep(from, to) === to;
      } catch {
        return false;
      }
    });
    expect(possible.toSorted()).toEqual(LIFE[from].split(' ').filter(Boolean).toSorted());
  });

  test('never goes from pending approval to the customer without an approval', () => {
    expect(() => requireStep('pending_approval', 'offered')).toThrow('A remedy that is pending approval cannot become offered.');
  });
});

test.each([
  ['draft', 'open'],
  ['pending_approval', 'open'],
  ['approved', 'open'],
  ['rejected', 'withdrawn'],
  ['offered', 'open'],
  ['accepted', 'accepted'],
  ['declined', 'declined'],
  ['countered', 'countered'],
  ['expired', 'expired'],
  ['withdrawn', 'withdrawn'],
  ['fulfilling', 'accepted'],
  ['fulfilled', 'accepted'],
  ['failed', 'accepted'],
  ['verified', 'accepted'],
  ['disputed', 'accepted'],
] as const)('a remedy that is %s reads to the customer as an offer that is %s', (step, state) => {
  expect(offerStateOf(step)).toBe(state);
});

import type { CaseView, Me } from '#shared/contracts/case.ts';
import type { StaffTaxonomy, TeamMember } from '#shared/contracts/staff.ts';

export const NOON = new Date('2026-03-02T12:00:00.000Z');
const hours = (count: number) => new Date(NOON.getTime() + count * 3_600_000).toISOString();

export const maya: Me = {
  id: 'staff_maya',
  name: 'Maya',
  email: 'maya@garden.test',
  role: 'lead',
  merchant: { id: 'mer_garden', name: 'Garden shop' },
};
const jonas: Me = { ...maya, id: 'staff_jonas', name: 'Jonas', email: 'jonas@garden.test', role: 'agent' };
export const team: TeamMember[] = [maya, jonas].map(({ id, name, email, role }) => ({ id, name, email, role }));
export const taxonomy: StaffTaxonomy = {
  reasons: [
    { id: 'product.poor_quality', label: 'The quality is poor' },
    { id: 'delivery.late', label: 'It came late' },
    { id: 'cancel.too_expensive', label: 'It costs too much', kind: 'cancellation', avoidable: true },
  ],
  remedies: [
    { id: 'refund.full', label: 'All my money back', money: true },
    { id: 'replacement', label: 'A new one', money: false },
  ],
};

/** Fern's pie was charged too high and tasted bad; nobody has answered yet. */
export function pie(over: Partial<CaseView> = {}): CaseView {
  return {
    id: 'case_pie',
    number: 'A7K-3QX',
    kind: 'complaint',
    state: 'investigating',
    turn: 'us',
    severity: 'normal',
    secondFailure: false,
    story: 'The pie was on sale for $2.50 but my receipt says $4.79.',
    reason: 'product.poor_quality',
    area: { touchpoint: 'in-store' },
    cost: { money: { amount: 479, currency: 'USD' }, minutes: 40 },
    asked: [{ remedy: 'refund.full', amount: { amount: 479, currency: 'USD' } }],
    customer: {
      id: 'cus_fern',
      externalId: 'fern',
      name: 'Fern',
      email: 'fern@home.test',
      phone: null,
      prefer: null,
      locale: 'en',
      since: '2021-05-01',
      plan: null,
      mrr: null,
      segment: null,
      tags: [],
      contactAllowed: true,
      identified: true,
    },
    assignee: null,
    team: null,
    tags: [],
    locale: 'en',
    nextDueAt: hours(3),
    outcome: null,
    openedAt: hours(-5),
    updatedAt: hours(-5),
    version: 3,
    site: 'Garden shop',
    responseExpected: true,
    rootCause: null,
    overcharge: { amount: 229, currency: 'USD' },
    proposals: [
      { remedy: 'refund.full', amount: { amount: 479, currency: 'USD' }, because: ['They asked for it.'], withinAuthority: true },
    ],
    offered: [],
    agreed: null,
    proof: null,
    clocks: [],
    messages: [],
    notes: [],
    promises: [],
    thirdParty: null,
    route: null,
    mergedInto: null,
    rating: null,
    counterRounds: 0,
    departureSegment: null,
    cancellation: null,
    statusUrl: '/c/ct_pie',
    can: ['offer', 'say', 'ask', 'decide', 'promise', 'note', 'assign', 'tag', 'mark_spam'],
    ...over,
  };
}

import type { Instant } from '#shared/contracts/basics.ts';
import type { ProblemAreaBody } from '#shared/contracts/problem-areas.ts';

/** Cases with one cause: who owns it, why it happens, what is done about it, and whom to tell. */
export type ProblemArea = {
  id: string;
  title: string;
  reasons: string[];
  owner: string | null;
  rootCause: string | null;
  fix: string | null;
  status: ProblemAreaBody['status'];
  /** Fixed how often: what comes back and is fixed again is another fix. */
  fixNumber: number;
  fixedAt: Instant | null;
  version: number;
  createdAt: Instant;
  updatedAt: Instant;
};
export type FixLetter = {
  id: string;
  areaId: string;
  fix: string;
  customerId: string;
  departureId: string | null;
  arm: 'told' | 'control';
  state: 'draft' | 'sent' | 'skipped';
  why: string | null;
  subject: string | null;
  body: string | null;
  letterId: string | null;
  sentAt: Instant | null;
  sentBy: string | null;
  createdAt: Instant;
};

/** Fixed begins a new fix; anything else ends it. */
export function editProblemArea(before: ProblemArea, { version: _version, ...given }: ProblemAreaBody, at: Instant): ProblemArea {
  const isFixedNow = given.status === 'fixed' && before.status !== 'fixed';
  return {
    ...before,
    ...given,
    fixNumber: before.fixNumber + Number(isFixedNow),
    fixedAt: isFixedNow ? at : given.status === 'fixed' ? before.fixedAt : null,
    updatedAt: at,
  };
}

/** What somebody is told of once. */
export const fixOf = ({ id, fixNumber }: Pick<ProblemArea, 'id' | 'fixNumber'>): string => `${id}:${fixNumber}`;

/** Fills in what stands in braces; a name nobody knows becomes a plain greeting. */
export function fillLetter(template: string, values: Record<string, string>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

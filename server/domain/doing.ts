import type { Instant } from '#shared/contracts/basics.ts';
import type { Actor, MessageOfCase, FileOfCase } from './case.ts';
import type { Timekeeper } from './clock.ts';
import { DomainError } from './errors.ts';
import { isLead, isStaff } from './life.ts';
import type { Policy } from './policy.ts';

/** The circumstances of an act: who, when, and everything that is not the case itself. */
export type Doing = {
  at: Instant;
  by: Actor;
  newId: (prefix: string) => string;
  time: Timekeeper;
  policy: Policy;
};

/** @throws staff.not_allowed */
export function requireStaff({ by }: Doing): void {
  if (!isStaff(by.role)) throw new DomainError('staff.not_allowed', 'You may look at this case, but not change it.');
}

/** @throws case.lead_needed */
export function requireLead({ by }: Doing, what: string): void {
  if (!isLead(by.role)) throw new DomainError('case.lead_needed', `${what} is for a lead or the owner.`);
}

export const ourMessage = ({ at, by, newId }: Doing, text: string): MessageOfCase => ({ id: newId('msg'), from: by.role === 'system' ? 'system' : 'us', name: by.name, text, files: [], at });

export const theirMessage = ({ at, by, newId }: Doing, text: string, files: FileOfCase[] = []): MessageOfCase => ({ id: newId('msg'), from: 'customer', name: by.name, text, files, at });

export const noteOf = (doing: Doing, text: string | undefined): MessageOfCase | null => (text ? theirMessage(doing, text) : null);

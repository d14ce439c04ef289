import type { Instant } from '#shared/contracts/basics.ts';
import { type Said, textOf } from './answer.ts';
import type { Given } from './authority.ts';
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
  /** What was given away before; missing: nothing is known to have been. */
  given?: Given;
  /** What goes to the customer with our words. */
  files?: FileOfCase[];
};

/** @throws staff.not_allowed */
export function requireStaff({ by }: Pick<Doing, 'by'>): void {
  if (!isStaff(by.role)) throw new DomainError('staff.not_allowed', 'You may look at this case, but not change it.');
}

/** What only the customer can say. @throws staff.not_allowed */
export function requireCustomer({ by }: Doing): void {
  if (by.role !== 'customer') throw new DomainError('staff.not_allowed', 'Only the customer can do this.');
}

/** What the customer says, or their silence. @throws staff.not_allowed */
export function requireCustomerOrSystem(doing: Doing): void {
  if (doing.by.role !== 'system') requireCustomer(doing);
}

/** What time alone brings about. @throws staff.not_allowed */
export function requireSystem({ by }: Doing): void {
  if (by.role !== 'system') throw new DomainError('staff.not_allowed', 'This happens by itself when its time has come.');
}

/** @throws promise.undated */
export function requireFuture(date: Instant | undefined, { at }: Doing, path: string): void {
  if (date && date <= at)
    throw new DomainError('promise.undated', 'A date in the future is needed.', [{ path, message: 'Choose a date in the future.' }]);
}

/** @throws case.lead_needed */
export function requireLead({ by }: Doing, what: string): void {
  if (!isLead(by.role)) throw new DomainError('case.lead_needed', `${what} is for a lead or the owner.`);
}

/** Our word to the customer, in the name of who signs it. */
export function ourMessage({ at, by, newId, files = [] }: Doing, said: Said): MessageOfCase {
  const message: MessageOfCase = {
    id: newId('msg'),
    from: by.role === 'system' ? 'system' : 'us',
    name: by.name,
    text: textOf(said),
    files,
    at,
  };
  return typeof said === 'string'
    ? message
    : { ...message, name: said.signatory?.name ?? by.name, parts: said.parts, ...(said.signatory && { signatory: said.signatory }) };
}

export const theirMessage = ({ at, by, newId }: Doing, text: string, files: FileOfCase[] = []): MessageOfCase => ({
  id: newId('msg'),
  from: 'customer',
  name: by.name,
  text,
  files,
  at,
});

export const noteOf = (doing: Doing, text: string | undefined): MessageOfCase | null => (text ? theirMessage(doing, text) : null);

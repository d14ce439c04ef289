import type { Role } from '#shared/contracts/basics.ts';
import { msg } from '../words/language.ts';

export const ROLE_NAMES: Record<Role, string> = { owner: msg('Owner'), lead: msg('Lead'), agent: msg('Agent'), viewer: msg('Viewer') };

/** What a role is for, in one line. */
export const ROLE_MEANINGS: Record<Role, string> = {
  owner: msg('Does everything, and decides who works here.'),
  lead: msg('Approves, reopens and changes the rules; invites agents and viewers.'),
  agent: msg('Answers customers, within limits.'),
  viewer: msg('Looks and changes nothing.'),
};

/** Whom somebody of this role may invite. */
export const invitableBy = (role: Role): Role[] =>
  role === 'owner' ? ['agent', 'lead', 'viewer', 'owner'] : role === 'lead' ? ['agent', 'viewer'] : [];

/** Who decides here: an owner or a lead. */
export const isLead = (role: Role | undefined): boolean => role === 'owner' || role === 'lead';

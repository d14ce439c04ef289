import type {
  ChangePreferences,
  ColleagueRemoved,
  Door,
  InvitationView,
  Invited,
  LinkOpened,
  Preferences,
  RecoveryCodes,
  SecondFactorBegun,
  SessionView,
  SetUp,
  TeamPerson,
} from '#shared/contracts/access.ts';
import type { Role } from '#shared/contracts/basics.ts';
import type { Me } from '#shared/contracts/case.ts';
import type { StaffClient } from '../client.ts';

type Sender = Pick<StaffClient, 'get' | 'send'>;

/** Coming in: what can be asked before somebody is known. */
export const doorOf = ({ get, send }: Sender) => ({
  look: () => get<Door>('/staff/door'),
  askForLink: (email: string) => send<null>('POST', '/staff/sign-in-links', { email }),
  openLink: (token: string) => send<LinkOpened>('POST', '/staff/sign-in-links/opened', { token }),
  giveCode: (code: string) => send<unknown>('POST', '/api/auth/two-factor/verify-totp', { code }),
  giveRecoveryCode: (code: string) => send<unknown>('POST', '/api/auth/two-factor/verify-backup-code', { code }),
  setUp: (given: SetUp) => send<{ email: string }>('POST', '/staff/setup', given),
});

/** What somebody settles about themselves. */
export const accountOf = ({ get, send }: Sender) => ({
  rename: (name: string) => send<Me>('PUT', '/staff/me', { name }),
  prefer: (change: ChangePreferences) => send<Preferences>('PUT', '/staff/me/preferences', change),
  changePassword: (given: { current: string; next: string; endOthers: boolean }) => send<null>('PUT', '/staff/me/password', given),
  beginSecondFactor: (password: string) => send<SecondFactorBegun>('POST', '/staff/me/second-factor', { password }),
  confirmSecondFactor: (code: string) => send<null>('PUT', '/staff/me/second-factor', { code }),
  removeSecondFactor: (password: string) => send<null>('DELETE', '/staff/me/second-factor', { password }),
  makeRecoveryCodes: (password: string) => send<RecoveryCodes>('POST', '/staff/me/recovery-codes', { password }),
  listSessions: () => get<{ items: SessionView[] }>('/staff/sessions'),
  endSession: (id: string) => send<null>('DELETE', `/staff/sessions/${encodeURIComponent(id)}`),
  endOtherSessions: () => send<null>('DELETE', '/staff/sessions'),
});

/** Who works here. */
export const teamOf = ({ get, send }: Sender) => ({
  list: () => get<{ items: TeamPerson[] }>('/staff/team'),
  listInvitations: () => get<{ items: InvitationView[] }>('/staff/invitations'),
  invite: (email: string, role: Role) => send<Invited>('POST', '/staff/invitations', { email, role }),
  withdraw: (id: string) => send<null>('DELETE', `/staff/invitations/${encodeURIComponent(id)}`),
  changeRole: (id: string, role: Role) => send<TeamPerson>('PUT', `/staff/team/${encodeURIComponent(id)}/role`, { role }),
  remove: (id: string, casesTo: string | null) => send<ColleagueRemoved>('DELETE', `/staff/team/${encodeURIComponent(id)}`, { casesTo }),
});

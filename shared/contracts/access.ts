import { z } from 'zod';
import { Email, Instant, Role, token, words } from './basics.ts';
import { TeamMember } from './staff.ts';

export const NewPassword = z.string().min(10, 'At least 10 characters.').max(200, 'At most 200 characters.');
const GivenPassword = z.string().min(1, 'Your password, please.').max(200);

/** GET /staff/door, for whoever is not in yet. `setup`: nobody works here yet, and a link for the first person is open. */
export const Door = z.object({ mailServer: z.boolean(), setup: z.boolean() });
export type Door = z.infer<typeof Door>;

/** POST /staff/sign-in-links: a link by mail, to whoever works here. The answer is the same for everybody. */
export const AskForLink = z.object({ email: Email });
/** POST /staff/sign-in-links/opened: what the link leads to, once. */
export const OpenLink = z.object({ token: token(200) });
/** `secondFactor`: the code of the second factor is still to come; nobody is signed in before it. */
export const LinkOpened = z.object({ secondFactor: z.boolean() });
export type LinkOpened = z.infer<typeof LinkOpened>;

/** POST /staff/setup: the shop and its first person, once. */
export const SetUp = z.object({
  token: token(200),
  shop: words(200),
  origins: z
    .array(
      z
        .string()
        .trim()
        .regex(/^https?:\/\/[^/\s]+$/, 'Write https://shop.example, without a path.'),
    )
    .max(20)
    .default([]),
  name: words(200),
  email: Email,
  password: NewPassword,
});
export type SetUp = z.infer<typeof SetUp>;

/** GET/PUT /staff/me/preferences: how one person likes to work. What is not given stays as it is. */
export const Preferences = z.object({
  /** What is shown after an act on a case: the same case, the next one in the list, or the list. */
  afterAct: z.enum(['stay', 'next', 'list']).default('stay'),
  /** Language of the staff page; null: that of the browser. */
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .nullable()
    .default(null),
  /** Single letters as commands. */
  keys: z.boolean().default(true),
});
export type Preferences = z.infer<typeof Preferences>;
export const ChangePreferences = z.object({
  afterAct: Preferences.shape.afterAct.unwrap().optional(),
  language: Preferences.shape.language.unwrap().optional(),
  keys: z.boolean().optional(),
});
export type ChangePreferences = z.infer<typeof ChangePreferences>;

/** PUT /staff/me */
export const ChangeMe = z.object({ name: words(200) });
/** PUT /staff/me/password. `endOthers`: whoever is signed in elsewhere has to sign in again. */
export const ChangePassword = z.object({ current: GivenPassword, next: NewPassword, endOthers: z.boolean().default(true) });

/** POST and DELETE /staff/me/second-factor, POST /staff/me/recovery-codes */
export const WithPassword = z.object({ password: GivenPassword });
/** PUT /staff/me/second-factor: the first code of the app, which switches it on. */
export const FirstCode = z.object({ code: z.string().regex(/^\d{6}$/, 'Six digits.') });
/** What an app needs to make codes, and what replaces it when it is lost. Shown once. */
export const SecondFactorBegun = z.object({ svg: z.string(), secret: z.string(), recoveryCodes: z.array(z.string()) });
export type SecondFactorBegun = z.infer<typeof SecondFactorBegun>;
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** GET /staff/sessions: where somebody is signed in. `device` in words, as “Firefox on Linux”; null parts are unknown. */
export const SessionView = z.object({
  id: z.string(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  address: z.string().nullable(),
  since: Instant,
  lastSeenAt: Instant,
  isThisOne: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

/** GET /staff/team */
export const TeamPerson = TeamMember.extend({ joinedAt: Instant, secondFactor: z.boolean(), openCases: z.int() });
export type TeamPerson = z.infer<typeof TeamPerson>;

/** POST /staff/invitations */
export const Invite = z.object({ email: Email, role: Role });
export const InvitationView = z.object({
  id: z.string(),
  email: z.string(),
  role: Role,
  at: Instant,
  expiresAt: Instant,
  invitedBy: z.string().nullable(),
});
export type InvitationView = z.infer<typeof InvitationView>;
/** `url` only where no mail server carries it: to be passed on by hand. It is never shown again. */
export const Invited = InvitationView.extend({ url: z.string().nullable() });
export type Invited = z.infer<typeof Invited>;

/** PUT /staff/team/{id}/role */
export const ChangeRole = z.object({ role: Role });
/** DELETE /staff/team/{id}: who takes over their open cases; nobody when missing. */
export const RemoveColleague = z.object({ casesTo: token(80).nullable().optional() });
/** `moved`: open cases that changed hands. */
export const ColleagueRemoved = z.object({ moved: z.int() });
export type ColleagueRemoved = z.infer<typeof ColleagueRemoved>;

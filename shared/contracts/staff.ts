import { z } from 'zod';
import { Instant, Kind, Role, token, words } from './basics.ts';
import type { CaseRow } from './case.ts';

/** GET /staff/taxonomy?locale=: the words of reasons and remedies, in English where that language has none. */
export const StaffTaxonomy = z.object({
  reasons: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      kind: z.literal('cancellation').optional(),
      avoidable: z.boolean().nullable().optional(),
      /** What people who leave may have answered when asked more. */
      answers: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
    }),
  ),
  remedies: z.array(z.object({ id: z.string(), label: z.string(), money: z.boolean() })),
});
export type StaffTaxonomy = z.infer<typeof StaffTaxonomy>;

export const TeamMember = z.object({ id: z.string(), name: z.string(), email: z.string(), role: Role });
export type TeamMember = z.infer<typeof TeamMember>;

/** GET /staff/changes?after=: cases changed since that event, newest event number as `seq`. */
export const Changes = z.object({ seq: z.int(), cases: z.array(z.object({ id: z.string(), version: z.int() })) });
export type Changes = z.infer<typeof Changes>;

/** GET /staff/counts?dayEnds=: kept by the one door, never by counting. Only open cases. */
export const Counts = z.object({
  open: z.int(),
  us: z.int(),
  unassigned: z.int(),
  secondFailure: z.int(),
  cancellation: z.int(),
  brokenPromise: z.int(),
  approval: z.int(),
  /** Of who asks. */
  mine: z.int(),
  /** Until `dayEnds`, counted up to `DUE_COUNTED`. */
  dueToday: z.int().optional(),
  /** Notes that name who asks and are new to them, counted up to fifty. */
  mentions: z.int().optional(),
});
export type Counts = z.infer<typeof Counts>;
export const CountsQuery = z.object({ dayEnds: Instant.optional() });

/** GET /staff/stream?after=&dayEnds=: Server-Sent Events `changed` (id: event number), `presence`. `Last-Event-ID` goes before `after`. */
export const StreamQuery = CountsQuery.extend({ after: z.coerce.number().int().min(0).optional() });
/** `rows`: the cases as they are now. `reload`: more has changed than is worth sending; read the list again. */
export type News = { seq: number; rows: CaseRow[]; counts: Counts; reload: boolean };

/** PUT /staff/cases/{id}/presence: what somebody does on a case; null when they leave. To be said again within a minute. */
export const Presence = z.object({ state: z.enum(['looking', 'writing']).nullable() });
export type Present = { caseId: string; staffId: string; state: 'looking' | 'writing' };

const ONE_VIEW_CHARS = 2000;
const View = { name: words(80), query: z.string().max(ONE_VIEW_CHARS) };
/** POST /staff/views, PUT /staff/views/{id}: the present filters under a name; `query` as it stands in the address. */
export const SaveView = z.object(View);
export const SavedView = z.object({ id: z.string(), ...View });
export type SavedView = z.infer<typeof SavedView>;

const AT_ONCE = 100;
const selected = z
  .array(z.object({ id: token(80), version: z.int().min(0).optional() }))
  .min(1)
  .max(AT_ONCE);
/** POST /staff/cases/bulk: one act on many cases, each by itself. `add` and `remove` change tags and leave the others alone. */
export const BulkAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('assign'), cases: selected, assignee: token(80).nullable() }),
  z.object({
    act: z.literal('tag'),
    cases: selected,
    add: z.array(token(60)).max(30).default([]),
    remove: z.array(token(60)).max(30).default([]),
  }),
  z.object({ act: z.literal('merge'), cases: selected, into: token(80) }),
  z.object({ act: z.literal('answer'), cases: selected, note: words(4000).optional() }),
]);
export type BulkAct = z.infer<typeof BulkAct>;
export type BulkResult = {
  id: string;
  number: string | null;
  ok: boolean;
  version?: number;
  refusal?: { code: string; detail: string };
  /** What it was before, to take the act back. */
  was?: { assignee: string | null; tags: string[] };
};

export const SiteView = z.object({
  id: z.string(),
  name: z.string(),
  siteKey: z.string(),
  origins: z.array(z.string()),
  snippet: z.string(),
  /** The same with version and fingerprint, for pages that load nothing unknown. After an update it has to be copied again. */
  pinnedSnippet: z.string().optional(),
  /** The plain forms, for mails and paper. */
  forms: z.record(z.string(), z.string()),
});
export type SiteView = z.infer<typeof SiteView>;

/** GET /staff/outbox: letters that wait, because no mail server is set or because it does not answer. */
export const Letter = z.object({
  id: z.string(),
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  /** `skipped`: one receipt an hour for an address; `bounced`: it came back. */
  state: z.enum(['waiting', 'sent', 'failed', 'skipped', 'bounced']),
  at: Instant,
  tries: z.int().optional(),
  error: z.string().nullable().optional(),
  nextTryAt: Instant.nullable().optional(),
  caseId: z.string().nullable().optional(),
  /** What staff sent with their words: `attached` to the mail itself, else named in it with a link to the customer's page. */
  files: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.int(), attached: z.boolean() })).optional(),
});
export type Letter = z.infer<typeof Letter>;
/** `mailServer` false: nothing leaves until one is set. */
export const Outbox = z.object({
  items: z.array(Letter),
  nextCursor: z.string().nullable().optional(),
  mailServer: z.boolean().optional(),
});
export type Outbox = z.infer<typeof Outbox>;

/** POST /staff/join: an invited person chooses a name and a password. */
export const Join = z.object({ token: token(200), name: words(200), password: z.string().min(10, 'At least 10 characters.').max(200) });

export const CASE_VIEWS = [
  'my_turn',
  'mine',
  'unassigned',
  'due_today',
  'broken_promises',
  'waiting_approval',
  'cancellations',
  'second_failures',
  'open',
  'closed',
] as const;

export const CaseQuery = z.object({
  state: z.string().optional(),
  turn: z.string().optional(),
  kind: Kind.optional(),
  reason: z.string().optional(),
  customer: z.string().optional(),
  assignee: z.string().optional(),
  tag: z.string().optional(),
  severity: z.string().optional(),
  secondFailure: z.enum(['true', 'false']).optional(),
  team: z.string().optional(),
  site: z.string().optional(),
  locale: z.string().optional(),
  outcome: z.string().optional(),
  /** Minor units a month that the customer pays, whatever the currency. */
  valueAtLeast: z.coerce.number().int().min(0).optional(),
  openedFrom: Instant.optional(),
  openedTo: Instant.optional(),
  dueBefore: Instant.optional(),
  updatedAfter: Instant.optional(),
  q: z.string().max(200).optional(),
  view: z.enum(CASE_VIEWS).optional(),
  sort: z.enum(['due', 'newest']).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(500).optional(),
});
export type CaseQuery = z.infer<typeof CaseQuery>;

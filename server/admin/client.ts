import type { Page, Problem } from '#shared/contracts/basics.ts';
import type * as contract from '#shared/contracts/case.ts';
import type { CaseEventView, CaseRow, CaseView, Me } from '#shared/contracts/case.ts';
import type { CaseQuery, Changes, Counts, Join, Letter, Outbox, SiteView, StaffTaxonomy, TeamMember } from '#shared/contracts/staff.ts';
import { t, tServer } from './words/language.ts';

type Send = (path: string, init: RequestInit) => Promise<Response>;
/** `view` names one of the inbox's saved views; the server knows who is asking. */
export type CaseListQuery = CaseQuery;
type BodyOf<Schema extends { _zod: { input: object } }> = Omit<Schema['_zod']['input'], 'version'>;

/** What each act needs to be told, besides the version of the case it was decided on. */
export type ActBodies = {
  take: BodyOf<typeof contract.TakeCase>;
  ask: BodyOf<typeof contract.AskCustomer>;
  wait: BodyOf<typeof contract.AwaitThirdParty>;
  resume: BodyOf<typeof contract.OnlyVersion>;
  offer: BodyOf<typeof contract.MakeOffer>;
  withdraw_offer: BodyOf<typeof contract.WithdrawOffer>;
  accept: BodyOf<typeof contract.AcceptForCustomer>;
  say: BodyOf<typeof contract.SayToCustomer>;
  note: BodyOf<typeof contract.AddNote>;
  fulfil: BodyOf<typeof contract.FulfilRemedy>;
  fail: BodyOf<typeof contract.FailRemedy>;
  decide: BodyOf<typeof contract.DecideCase>;
  answer: BodyOf<typeof contract.AnswerCase>;
  deadlock: BodyOf<typeof contract.DeadlockCase>;
  merge: BodyOf<typeof contract.MergeCase>;
  mark_spam: BodyOf<typeof contract.OnlyVersion>;
  unmark_spam: BodyOf<typeof contract.OnlyVersion>;
  reopen: BodyOf<typeof contract.ReopenCase>;
  assign: BodyOf<typeof contract.AssignCase>;
  escalate: BodyOf<typeof contract.EscalateCase>;
  tag: BodyOf<typeof contract.TagCase>;
  recategorise: BodyOf<typeof contract.RecategoriseCase>;
  promise: BodyOf<typeof contract.MakePromise>;
  approve: BodyOf<typeof contract.AnswerApproval>;
  withdraw_approval: BodyOf<typeof contract.OnlyVersion>;
  not_right_for_us: BodyOf<typeof contract.JudgeFit>;
  right_for_us: BodyOf<typeof contract.JudgeFit>;
  settle_cancellation: BodyOf<typeof contract.SettleCancellation>;
  settle_promise: BodyOf<typeof contract.SettlePromise>;
};
export type ActName = keyof ActBodies;

/** The noun each act is put to. `:part` is an offer or a promise of the case. */
const NOUNS: Record<ActName, [method: 'PUT' | 'POST' | 'DELETE', noun: string]> = {
  take: ['PUT', 'investigation'],
  ask: ['PUT', 'question'],
  wait: ['PUT', 'third-party'],
  resume: ['DELETE', 'third-party'],
  offer: ['POST', 'offers'],
  withdraw_offer: ['PUT', 'offers/:part/withdrawal'],
  accept: ['PUT', 'offers/:part'],
  say: ['POST', 'messages'],
  note: ['POST', 'notes'],
  fulfil: ['PUT', 'fulfilment'],
  fail: ['PUT', 'failure'],
  decide: ['PUT', 'decision'],
  answer: ['PUT', 'resolution'],
  deadlock: ['PUT', 'deadlock'],
  merge: ['PUT', 'merge'],
  mark_spam: ['PUT', 'spam'],
  unmark_spam: ['DELETE', 'spam'],
  reopen: ['PUT', 'reopening'],
  assign: ['PUT', 'assignment'],
  escalate: ['PUT', 'escalation'],
  tag: ['PUT', 'tags'],
  recategorise: ['PUT', 'reason'],
  promise: ['POST', 'promises'],
  approve: ['PUT', 'offers/:part/approval'],
  withdraw_approval: ['DELETE', 'offers/:part/approval'],
  not_right_for_us: ['PUT', 'not-right-for-us'],
  right_for_us: ['DELETE', 'not-right-for-us'],
  settle_cancellation: ['PUT', 'cancellation'],
  settle_promise: ['PUT', 'promises/:part'],
};

/** The server said no, or could not be reached (`status` 0). `problem.detail` is written for people, in the reader's language. */
export class Refused extends Error {
  problem: Problem;
  constructor({ detail, errors, ...problem }: Problem) {
    super(problem.title);
    this.problem = {
      ...problem,
      detail: tServer(detail),
      ...(errors && { errors: errors.map((one) => ({ ...one, message: tServer(one.message) })) }),
    };
  }
  /** The newer case, when somebody else was faster. Safe cast: only `case.changed_meanwhile` carries one. */
  get newer(): CaseView | null {
    return this.problem.code === 'case.changed_meanwhile' ? ((this.problem.case as CaseView | undefined) ?? null) : null;
  }
}

const TIMEOUT_MS = 20_000;
/** A whole file on a slow line. */
const FILE_TIMEOUT_MS = 3_600_000;

/**
 * Every call the staff page makes, typed by the contracts.
 *
 * @param send       fetch, or anything that answers like it
 * @param signedOut  told when the server no longer knows who is asking
 */
export function createStaffClient(send: Send, signedOut: () => void = () => {}) {
  async function call<Body>(method: string, path: string, body?: object, more: Record<string, string> = {}): Promise<Body> {
    const isForm = body instanceof FormData;
    const isFile = body instanceof Blob;
    const response = await reach(send, path, {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(isFile ? FILE_TIMEOUT_MS : TIMEOUT_MS),
      // A form brings its own content type.
      headers: { accept: 'application/json', ...(method !== 'GET' && !isForm && { 'content-type': 'application/json' }), ...more },
      body: method === 'GET' ? undefined : isForm || isFile ? body : JSON.stringify(body ?? {}),
    });
    const read = await response.json().catch(() => null);
    if (response.ok) return read as Body; // Safe: the server writes 2xx bodies by the same contracts.
    if (response.status === 401 && path.startsWith('/staff/')) signedOut();
    throw new Refused(toProblem(response.status, read));
  }
  const get = <Body>(path: string) => call<Body>('GET', path);
  const on = (id: string) => `/staff/cases/${encodeURIComponent(id)}`;

  return {
    /** For screens that bring their own calls: `client.get<Answer>('/staff/…')`. @throws Refused */
    get,
    /** `more`: headers, such as `If-Match`, or the content type of a file. @throws Refused */
    send: call,
    me: () => get<Me>('/staff/me'),
    signIn: (who: { email: string; password: string }) => call<unknown>('POST', '/api/auth/sign-in/email', who),
    signOut: () => call<unknown>('POST', '/api/auth/sign-out'),
    join: (who: (typeof Join)['_zod']['input']) => call<{ email: string }>('POST', '/staff/join', who),
    listCases: (query: CaseListQuery) => get<Page<CaseRow> & { seq?: number }>(`/staff/cases${toSearch(query)}`),
    findCase: (idOrNumber: string) => get<CaseView>(on(idOrNumber)),
    listEvents: (id: string, cursor?: string) => get<Page<CaseEventView>>(`${on(id)}/events${toSearch({ cursor })}`),
    counts: (query: { dayEnds?: string } = {}) => get<Counts>(`/staff/counts${toSearch(query)}`),
    listTeam: () => get<{ items: TeamMember[] }>('/staff/team'),
    /** Reasons and remedies, named in a language. */
    taxonomy: (locale: string) => get<StaffTaxonomy>(`/staff/taxonomy${toSearch({ locale: locale === 'en' ? undefined : locale })}`),
    listSites: () => get<{ items: SiteView[] }>('/staff/sites'),
    listLetters: () => get<Outbox>('/staff/outbox'),
    retryLetter: (id: string) => call<Letter>('POST', `/staff/outbox/${encodeURIComponent(id)}/retry`),
    changes: (after?: number) => get<Changes>(`/staff/changes${toSearch({ after })}`),
    /** @throws Refused, with `newer` when the case is no longer at `version` */
    act<Name extends ActName>(name: Name, caseId: string, body: ActBodies[Name] & { version: number }, part = ''): Promise<CaseView> {
      const [method, noun] = NOUNS[name];
      return call(method, `${on(caseId)}/${noun.replace(':part', encodeURIComponent(part))}`, body);
    },
  };
}
export type StaffClient = ReturnType<typeof createStaffClient>;

async function reach(send: Send, path: string, init: RequestInit): Promise<Response> {
  try {
    return await send(path, init);
  } catch {
    throw new Refused({
      type: 'about:blank',
      title: 'The server did not answer',
      status: 0,
      code: 'network.unreachable',
      detail: t('The server did not answer. What you typed is still here; please try again in a moment.'),
      requestId: '',
    });
  }
}

function toProblem(status: number, read: (Partial<Problem> & { message?: string }) | null): Problem {
  if (read?.detail && read.code) return read as Problem;
  const title = read?.message ?? `The server answered ${status}`;
  return { type: 'about:blank', title, status, code: read?.code ?? 'server.failed', detail: `${title}.`, requestId: read?.requestId ?? '' };
}

function toSearch(query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : '';
}

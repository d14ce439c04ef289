import type { CaseEventView, CaseRow, CaseView, Me } from '#shared/contracts/case.ts';
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
export const jonas: Me = { ...maya, id: 'staff_jonas', name: 'Jonas', email: 'jonas@garden.test', role: 'agent' };
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

type Answer = { status?: number; body: unknown };

/**
 * The other end of the wire for these tests: cases with versions, refusing an act that was decided on an older one.
 * The rules of a case itself are the server's and are tested there.
 */
export function createOtherEnd(opened: CaseView[] = [pie()], { signedIn = maya as Me | null } = {}) {
  const cases = new Map(opened.map((view) => [view.id, view]));
  const events: CaseEventView[] = [];
  const sent: { method: string; path: string; body: Record<string, unknown> }[] = [];
  let seq = 0;
  let isDown = false;
  let who = signedIn;

  /** Somebody says something on a case, as if from another desk. */
  function write(id: string, by: Me, text: string): CaseView {
    const before = cases.get(id)!;
    seq += 1;
    const after: CaseView = {
      ...before,
      version: before.version + 1,
      messages: [...before.messages, { id: `msg_${seq}`, from: 'us', name: by.name, text, files: [], at: hours(seq / 60) }],
    };
    cases.set(id, after);
    events.push({
      number: after.version,
      seq,
      type: 'message_sent',
      at: hours(seq / 60),
      by: { role: by.role, id: by.id, name: by.name },
      data: {},
    });
    return after;
  }

  function answer(method: string, path: string, search: URLSearchParams, body: Record<string, unknown>): Answer {
    if (path === '/api/auth/sign-in/email') {
      if (body.password !== 'correct horse battery')
        return { status: 401, body: { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' } };
      who = maya;
      return { body: {} };
    }
    if (!who) return { status: 401, body: { code: 'staff.not_signed_in', title: 'Not signed in', detail: 'Please sign in.', status: 401 } };
    if (path === '/staff/me') return { body: who };
    if (path === '/staff/team') return { body: { items: team } };
    if (path === '/staff/taxonomy') return { body: taxonomy };
    if (path === '/staff/counts') return { body: { open: cases.size, us: cases.size, unassigned: 0, secondFailure: 0, cancellation: 0 } };
    if (path === '/staff/changes') {
      const after = search.get('after');
      const changed = after === null ? [] : events.filter((event) => event.seq > Number(after));
      return { body: { seq, cases: changed.length ? [...cases.values()].map(({ id, version }) => ({ id, version })) : [] } };
    }
    if (path === '/staff/cases') {
      const limit = Number(search.get('limit'));
      const from = Number(search.get('cursor') ?? 0);
      const rows: CaseRow[] = [...cases.values()].slice(from, from + limit);
      return { body: { items: rows, nextCursor: from + limit < cases.size ? String(from + limit) : null } };
    }
    const [, key = '', noun] = path.match(/^\/staff\/cases\/([^/]+)(?:\/(.+))?$/) ?? [];
    const before = [...cases.values()].find(({ id, number }) => id === key || number === key);
    if (!before)
      return { status: 404, body: { code: 'case.not_found', title: 'No such case', detail: 'There is no such case.', status: 404 } };
    if (noun === 'events')
      return { body: { items: events.filter(({ number }) => number > Number(search.get('cursor') ?? 0)), nextCursor: null } };
    if (method === 'GET') return { body: before };
    if (body.version !== before.version) {
      return {
        status: 409,
        body: {
          code: 'case.changed_meanwhile',
          title: 'Changed meanwhile',
          detail: 'Somebody else changed this case.',
          status: 409,
          case: before,
        },
      };
    }
    return { body: write(before.id, who, String(body.text ?? noun)) };
  }

  return {
    sent,
    write,
    breakDown: () => void (isDown = true),
    repair: () => void (isDown = false),
    signOut: () => void (who = null),
    async send(path: string, init: RequestInit): Promise<Response> {
      if (isDown) throw new TypeError('connection refused');
      const url = new URL(path, 'http://desk.test');
      const method = init.method ?? 'GET';
      const body = init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : {};
      if (method !== 'GET') sent.push({ method, path: url.pathname, body });
      const { status = 200, body: told } = answer(method, url.pathname, url.searchParams, body);
      return Response.json(told, { status });
    },
  };
}

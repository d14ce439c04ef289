import { batch, computed, signal } from '@preact/signals';
import type { CaseRow } from '#shared/contracts/case.ts';
import type { BulkAct, BulkResult } from '#shared/contracts/staff.ts';
import { Refused, type StaffClient } from '../client.ts';
import { t, tn } from '../words/language.ts';
import type { Inbox } from './inbox.ts';

/** How long what cannot be taken back afterwards waits before it is sent. */
export const GRACE_MS = 10_000;
const MOST = 100;

type Seen = { id: string; version?: number | undefined };
/** Without a discriminated union's own arithmetic: what an act needs beside the cases. */
type What = BulkAct extends infer One ? (One extends BulkAct ? Omit<One, 'cases'> : never) : never;
/** What was done or is about to be done, with a way back. */
export type Offered = { sentence: string; label: string; back: () => void };
export type RefusedCase = { id: string; number: string; detail: string };

/** Choosing rows, and one act on all of them. */
export function createBulk(
  client: StaffClient,
  { inbox, say, graceMs = GRACE_MS }: { inbox: Inbox; say: (sentence: string) => void; graceMs?: number },
) {
  const chosen = signal<ReadonlySet<string>>(new Set());
  const offered = signal<Offered | null>(null);
  const refused = signal<RefusedCase[]>([]);
  const trouble = signal<string | null>(null);
  const busy = signal(false);
  let anchor: string | null = null;
  let waiting: { timer: ReturnType<typeof setTimeout>; send: () => Promise<void> } | null = null;
  let fading: ReturnType<typeof setTimeout> | undefined;

  const rows = computed(() => (inbox.rows.value ?? []).filter(({ id }) => chosen.value.has(id)));

  /** With `upTo`, everything between the row chosen before and this one. */
  function choose(id: string, upTo = false) {
    const next = new Set(chosen.peek());
    const all = (inbox.rows.peek() ?? []).map((row) => row.id);
    const [from, to] = [anchor ? all.indexOf(anchor) : -1, all.indexOf(id)];
    if (upTo && from >= 0 && to >= 0) {
      for (const between of all.slice(Math.min(from, to), Math.max(from, to) + 1)) if (next.size < MOST) next.add(between);
    } else if (!next.delete(id) && next.size < MOST) next.add(id);
    anchor = id;
    chosen.value = next;
  }
  const clear = () => void (chosen.value = new Set());

  /** What is chosen, or the one row the keyboard is on. */
  const seen = (only?: CaseRow): (Seen & { number: string })[] =>
    (only ? [only] : rows.peek()).map(({ id, version, number }) => ({ id, version, number }));

  /** Sends one act for all; what refuses says why, and stays chosen where it was. */
  async function send(what: What, cases: (Seen & { number: string })[], wereChosen = true): Promise<BulkResult[]> {
    batch(() => ((busy.value = true), (trouble.value = null), (refused.value = [])));
    try {
      const body = { ...what, cases: cases.map(({ id, version }) => ({ id, version })) };
      const { items } = await client.send<{ items: BulkResult[] }>('POST', '/staff/cases/bulk', body);
      const numbers = new Map(cases.map(({ id, number }) => [id, number]));
      const failed = items.filter(({ ok }) => !ok);
      batch(() => {
        refused.value = failed.map(({ id, refusal }) => ({ id, number: numbers.get(id) ?? id, detail: refusal?.detail ?? '' }));
        if (wereChosen) chosen.value = new Set(failed.map(({ id }) => id));
      });
      return items.filter(({ ok }) => ok);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.problem.detail;
      return [];
    } finally {
      busy.value = false;
    }
  }

  function offer(sentence: string, label: string, back: () => void, ms: number) {
    clearTimeout(fading);
    offered.value = { sentence, label, back };
    fading = setTimeout(() => (offered.value = null), ms);
  }
  const withdraw = () => {
    clearTimeout(fading);
    offered.value = null;
  };

  async function undoing(sentence: string, work: () => Promise<void>) {
    withdraw();
    await work();
    say(sentence);
  }

  async function assign(assignee: string | null, name: string, only?: CaseRow) {
    const done = await send({ act: 'assign', assignee }, seen(only), !only);
    if (done.length === 0) return;
    const sentence = assignee
      ? tn(done.length, '{count} case is now with {name}.', '{count} cases are now with {name}.', { name })
      : tn(done.length, '{count} case is now with nobody.', '{count} cases are now with nobody.');
    offer(sentence, t('Undo'), () => void undoing(t('Taken back.'), () => giveBack(done)), GRACE_MS);
  }

  /** Each case goes back to whoever had it. */
  async function giveBack(done: BulkResult[]) {
    const owners = new Set(done.map(({ was }) => was?.assignee ?? null));
    for (const owner of owners) {
      const theirs = done.filter(({ was }) => (was?.assignee ?? null) === owner);
      await send({ act: 'assign', assignee: owner }, theirs.map(ofResult));
    }
  }

  async function tag(tags: string[]) {
    const done = await send({ act: 'tag', add: tags, remove: [] }, seen());
    if (done.length === 0) return;
    const sentence = tn(done.length, '{count} case is tagged {tags}.', '{count} cases are tagged {tags}.', { tags: tags.join(', ') });
    offer(sentence, t('Undo'), () => void undoing(t('Taken back.'), () => untag(done, tags)), GRACE_MS);
  }

  /** Only the tags that were new on a case are taken away again. */
  async function untag(done: BulkResult[], tags: string[]) {
    const groups = new Map<string, { remove: string[]; cases: BulkResult[] }>();
    for (const one of done) {
      const remove = tags.filter((word) => !one.was?.tags.includes(word));
      const key = JSON.stringify(remove);
      const group = groups.get(key) ?? { remove, cases: [] };
      group.cases.push(one);
      groups.set(key, group);
    }
    for (const { remove, cases } of groups.values())
      if (remove.length > 0) await send({ act: 'tag', add: [], remove }, cases.map(ofResult));
  }

  /** Waits a while with what cannot be taken back, so that it can be called back. */
  function sendSoon(what: What, announced: (count: number) => string, done: (count: number) => string, only?: CaseRow) {
    void flush();
    const cases = seen(only);
    if (cases.length === 0) return;
    if (!only) clear();
    const sendNow = async () => {
      waiting = null;
      withdraw();
      const finished = await send(what, cases, !only);
      if (finished.length > 0) say(done(finished.length));
    };
    waiting = { timer: setTimeout(() => void sendNow(), graceMs), send: sendNow };
    const back = () => {
      if (waiting) clearTimeout(waiting.timer);
      waiting = null;
      withdraw();
      if (!only) chosen.value = new Set(cases.map(({ id }) => id));
      say(t('Called back. Nothing was sent.'));
    };
    offer(announced(cases.length), t('Call back'), back, graceMs);
  }

  /** Sends at once what still waits. */
  async function flush() {
    if (!waiting) return;
    clearTimeout(waiting.timer);
    await waiting.send();
  }

  return {
    chosen,
    rows,
    offered,
    refused,
    trouble,
    busy,
    choose,
    clear,
    assign,
    tag,
    answer: (only?: CaseRow) =>
      sendSoon(
        { act: 'answer' },
        (count) => tn(count, '{count} case is closed as answered in ten seconds.', '{count} cases are closed as answered in ten seconds.'),
        (count) => tn(count, '{count} case is closed as answered.', '{count} cases are closed as answered.'),
        only,
      ),
    /** All chosen cases of one customer go into the oldest of them. */
    merge() {
      const oldest = oldestOf(rows.peek());
      if (!oldest) return;
      const into = oldest.number;
      chosen.value = new Set([...chosen.peek()].filter((id) => id !== oldest.id));
      sendSoon(
        { act: 'merge', into },
        (count) => tn(count, '{count} case goes into {into} in ten seconds.', '{count} cases go into {into} in ten seconds.', { into }),
        (count) => tn(count, '{count} case is part of {into} now.', '{count} cases are part of {into} now.', { into }),
      );
    },
    /** Whether what is chosen belongs to one customer. */
    canMerge: computed(
      () =>
        rows.value.length > 1 && new Set(rows.value.map(({ customer }) => customer.id)).size === 1 && Boolean(rows.value[0]?.customer.id),
    ),
    flush,
    isWaiting: () => waiting !== null,
  };
}
export type Bulk = ReturnType<typeof createBulk>;

const ofResult = ({ id, number, version }: BulkResult) => ({ id, number: number ?? id, version });
const oldestOf = (rows: CaseRow[]) => rows.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1))[0];

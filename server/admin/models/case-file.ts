import { batch, computed, signal } from '@preact/signals';
import type { Problem } from '#shared/contracts/basics.ts';
import type { CaseEventView, CaseView } from '#shared/contracts/case.ts';
import { type ActBodies, type ActName, Refused, type StaffClient } from '../client.ts';
import { createDraft } from './drafts.ts';
import { keepDraftsOf } from './kept-drafts.ts';

/** Somebody else changed the case under our hands. `refused`: our own act came second. */
export type Overtaken = { by: string | null; refused: boolean };

/** The server said no, which it would say again; otherwise nobody was there to answer. */
const isAnswer = ({ problem }: Refused): boolean => problem.status >= 400 && problem.status < 500;
const TRIES = 10;
const AGAIN_MS = 1500;

/**
 * One case as staff work on it: the newest view of it, what is typed and not sent, and what went wrong.
 * Never loses typed words: only a success clears the form that was sent.
 */
export function createCaseFile(client: StaffClient, idOrNumber: string, myId: () => string | null, againMs = AGAIN_MS) {
  let again: ReturnType<typeof setTimeout> | undefined;
  const view = signal<CaseView | null>(null);
  const events = signal<CaseEventView[]>([]);
  const problem = signal<Problem | null>(null);
  /** Which form the problem belongs to; null when the case itself could not be read. */
  const problemOf = signal<string | null>(null);
  const overtaken = signal<Overtaken | null>(null);
  const busy = signal<string | null>(null);
  const draft = createDraft(keepDraftsOf(myId(), idOrNumber));

  function show(newer: CaseView) {
    if (newer.version >= (view.peek()?.version ?? -1)) view.value = newer;
  }

  /** Reads what is new in the history; whether it could, or never can. */
  async function readEvents(id: string): Promise<boolean> {
    try {
      let cursor: string | null = null;
      do {
        const after: string | undefined = cursor ?? events.peek().at(-1)?.number.toString();
        const page = await client.listEvents(id, after);
        const last = events.peek().at(-1)?.number ?? 0;
        events.value = [...events.peek(), ...page.items.filter(({ number }) => number > last)];
        cursor = page.nextCursor;
      } while (cursor);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return isAnswer(error);
    }
  }

  /** Whether all of it could be read, or never can. */
  async function load(): Promise<boolean> {
    try {
      const read = await client.findCase(idOrNumber);
      const isFirst = view.peek() === null;
      batch(() => {
        show(read);
        if (problemOf.peek() === null) problem.value = null;
      });
      const isWhole = await readEvents(read.id);
      // Typed before the page was left, and the case went on without.
      if (isFirst && draft.isBehind(read.version)) overtaken.value = { by: lastChangedBySomebodyElse(), refused: false };
      return isWhole;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!view.peek()) batch(() => ((problem.value = error.problem), (problemOf.value = null)));
      return isAnswer(error);
    }
  }

  const lastChangedBySomebodyElse = () =>
    events.value.findLast((event) => event.by.id !== myId() || event.by.role === 'customer')?.by.name ?? null;

  /**
   * Called when the server says that this case has changed. A network that has only just come back may not carry the first reading:
   * it is tried again for a while.
   */
  async function refresh(tries = TRIES) {
    const before = view.peek()?.version ?? -1;
    clearTimeout(again);
    if (!(await load()) && tries > 1) again = setTimeout(() => void refresh(tries - 1), againMs);
    const after = view.peek()?.version ?? -1;
    if (after > before && draft.isBehind(after) && busy.peek() === null && overtaken.peek() === null) {
      overtaken.value = { by: lastChangedBySomebodyElse(), refused: false };
    }
  }

  /** The reader has seen the newer case: what is typed now answers it. */
  function catchUp() {
    batch(() => {
      overtaken.value = null;
      draft.rebase(view.peek()?.version ?? 0);
    });
  }

  /**
   * Does an act and shows the case after it.
   *
   * @param form  the form whose words are sent; cleared only when the server has them
   * @returns     whether it was done
   */
  async function perform<Name extends ActName>(
    act: Name,
    body: ActBodies[Name],
    { form = act as string, part = '' } = {},
  ): Promise<boolean> {
    const current = view.peek();
    if (!current || busy.peek() !== null) return false;
    const version = draft.basisOf(form) ?? current.version;
    batch(() => ((busy.value = form), (problem.value = null), (problemOf.value = null)));
    try {
      const after = await client.act(act, current.id, { ...body, version }, part);
      batch(() => {
        show(after);
        draft.clear(form);
        // What else is typed keeps up with our own act, but not past a colleague's that nobody has acknowledged.
        draft.rebase(after.version, version);
        if (!draft.isBehind(after.version)) overtaken.value = null;
      });
      void readEvents(after.id);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.newer) await yieldTo(error.newer);
      else batch(() => ((problem.value = error.problem), (problemOf.value = form)));
      return false;
    } finally {
      busy.value = null;
    }
  }

  async function yieldTo(newer: CaseView) {
    batch(() => {
      show(newer);
      draft.rebase(newer.version);
      overtaken.value = { by: null, refused: true };
    });
    await readEvents(newer.id);
    overtaken.value = { by: lastChangedBySomebodyElse(), refused: true };
  }

  return {
    view,
    events,
    problem,
    problemOf,
    overtaken,
    busy,
    draft,
    can: computed(() => new Set<string>(view.value?.can ?? [])),
    load,
    refresh,
    catchUp,
    perform,
  };
}
export type CaseFile = ReturnType<typeof createCaseFile>;

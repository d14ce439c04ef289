import { signal } from '@preact/signals';
import type { CallOutcome, CallSheet, CallView } from '#shared/contracts/rescue.ts';
import { createSending } from '../account/sending.ts';
import { createReading } from '../models/reading.ts';
import { t } from '../words/language.ts';
import { createCallDraft } from './call-draft.ts';
import { type RescueCalls, sheetPath } from './rescue-calls.ts';

/** A call while it is made: its sheet, what is written down, what came of it, and which is next. */
export function createCall(calls: RescueCalls, callId: string, myId: string) {
  const sheet = createReading(() => calls.sheet(callId));
  const draft = createCallDraft(callId);
  const sending = createSending();
  /** Where to go on; null: nothing left this week. */
  const next = signal<string | null>(null);

  /** The sheet as it is after an act, without asking for all of it again. */
  const follow = (view: CallView) => {
    const known = sheet.value.peek();
    if (known) sheet.value.value = { ...known, ...view };
  };

  async function findNext() {
    const { calls: week } = await calls.plan();
    const own = week.find(({ id, state }) => id !== callId && state !== 'done');
    const cycle = sheet.value.peek()?.cycle;
    const ofCycle = !own && cycle ? (await calls.callsOf(cycle, { owner: myId, state: 'planned' })).items : [];
    const found = own ?? ofCycle.find(({ id, nextAt }) => id !== callId && nextAt === null);
    next.value = found ? sheetPath(found) : null;
  }

  /** What was said back counts as confirmed only when it was ticked; else it is kept as a note. */
  function bodyFor(outcome: CallOutcome, { version }: CallSheet) {
    const { saidBack, note, nextDay, ticked } = draft.written.peek();
    const isConfirmed = ticked.includes('say_back');
    const words = saidBack.trim();
    const notes = [note.trim(), words && !isConfirmed ? t('Understood, not yet confirmed: {words}', { words }) : '']
      .filter(Boolean)
      .join('\n');
    const again = outcome === 'later' || outcome === 'no_answer';
    return {
      outcome,
      version,
      ...(notes && { note: notes }),
      ...(words && isConfirmed && { saidBack: words }),
      ...(again && nextDay && { nextAt: new Date(`${nextDay}T09:00:00`).toISOString() }),
    };
  }

  return {
    sheet,
    draft,
    sending,
    next,
    load: sheet.load,
    /** The moment at which the rules of contact are looked at. */
    claim: () => sending.send(async () => follow(await calls.claim(callId))),
    release: () => sending.send(async () => follow(await calls.release(callId))),
    async settle(outcome: CallOutcome): Promise<boolean> {
      const known = sheet.value.peek();
      if (!known) return false;
      const done = await sending.send(async () => follow(await calls.settle(callId, bodyFor(outcome, known))));
      if (done) {
        draft.forget();
        await findNext().catch(() => {}); // the outcome is kept; where to go on is only a help
      }
      // Somebody was faster, or it is no longer allowed: the sheet says how it stands, what was written stays.
      else await sheet.load();
      return done;
    },
    async undo(): Promise<boolean> {
      const done = await sending.send(async () => follow(await calls.undo(callId)));
      if (done) draft.edit({}); // what was written is to be sent once more
      return done;
    },
  };
}
export type CallModel = ReturnType<typeof createCall>;

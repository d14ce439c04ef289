import type { DraftFixLetters, FixLettersDrafted, FixLettersSent, FixLetterView } from '#shared/contracts/problem-areas.ts';
import type { z } from 'zod';
import { nearestLocale, speak } from '#shared/words/speak.ts';
import { notAllowed, type Refusal, REFUSALS, refusalOf } from '#server/domain/contact-rules.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isHeldOut } from '#server/domain/hold-out.ts';
import { fillLetter, type FixLetter, fixOf, type ProblemArea } from '#server/domain/problem-area.ts';
import { isTaken, type Statement } from '#server/store/db.ts';
import { findMerchant } from '#server/store/merchants.ts';
import { insertLetter } from '#server/store/outbox.ts';
import { createProblemAreaStore } from '#server/store/problem-areas.ts';
import { factsOf, insertContact } from '#server/store/rescue-contacts.ts';
import type { Worker } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';

const SLICE = 500;
const SENT_AT_ONCE = 500;

/** One draft for everybody affected who may be told; a stable share is left alone, so that the effect can be measured. @throws problem_area.not_fixed */
export async function draftFixLetters(
  deps: Deps,
  { merchantId }: Worker,
  area: ProblemArea,
  words: z.infer<typeof DraftFixLetters>,
): Promise<z.infer<typeof FixLettersDrafted>> {
  requireFixed(area);
  const store = createProblemAreaStore(deps.db, merchantId);
  const [{ rescue }, merchant] = await Promise.all([storesOf(deps, merchantId).settings.readAll(), findMerchant(deps.db, merchantId)]);
  if (!rescue.fixNotices.enabled)
    throw new DomainError('problem_area.not_fixed', 'Telling people of fixes is switched off in the settings.');
  const at = deps.now().toISOString();
  const done = { drafts: 0, control: 0, skippedBy: {} as Record<string, number> };
  for (;;) {
    const affected = await store.listAffected(area, SLICE);
    const ids = affected.map(({ customerId }) => customerId);
    const [facts, people] = await Promise.all([
      factsOf(deps.db, merchantId, ids, { fix: fixOf(area) }),
      storesOf(deps, merchantId).customers.listByIds(ids),
    ]);
    const letters = affected.map(({ customerId, departureId }): FixLetter => {
      const known = facts.get(customerId);
      const person = people.get(customerId);
      const why: Refusal | null =
        !known || !person
          ? 'erased'
          : (refusalOf(known, { at, coolDownDays: rescue.coolDownDays }) ?? (person.email ? null : 'no_address'));
      const isControl = why === null && isHeldOut(fixOf(area), customerId, rescue.fixNotices.controlShare);
      if (why) done.skippedBy[why] = (done.skippedBy[why] ?? 0) + 1;
      else if (isControl) done.control++;
      else done.drafts++;
      const say = speak(person?.locale);
      const values = {
        greeting: person?.name ? say('letter_greeting', { name: person.name }) : say('letter_greeting_nobody'),
        name: person?.name ?? 'customer',
        title: area.title,
        fix: area.fix ?? '',
        shop: merchant?.name ?? '',
      };
      const isDraft = why === null && !isControl;
      return {
        id: deps.newId('fixl'),
        areaId: area.id,
        fix: fixOf(area),
        customerId,
        departureId,
        arm: isControl ? 'control' : 'told',
        state: isDraft ? 'draft' : 'skipped',
        why: isControl ? 'control' : why,
        subject: isDraft ? fillLetter(words.subject ?? say('letter_fix_subject'), values) : null,
        body: isDraft ? fillLetter(words.body ?? say('letter_fix_text'), values) : null,
        letterId: null,
        sentAt: null,
        sentBy: null,
        createdAt: at,
      };
    });
    if (letters.length > 0) await deps.db.write([store.insertLetters(letters)]);
    if (affected.length < SLICE) return done;
    await new Promise((next) => setImmediate(next));
  }
}

/**
 * Sends a draft, or all of them. The rules are looked at once more; whoever may not be written to now is left out.
 *
 * @throws contact.not_allowed for a single letter
 */
export async function sendFixLetters(
  deps: Deps,
  worker: Worker,
  area: ProblemArea,
  single?: FixLetter,
): Promise<z.infer<typeof FixLettersSent>> {
  requireFixed(area);
  const { merchantId, actor } = worker;
  const store = createProblemAreaStore(deps.db, merchantId);
  const drafts = single ? [single] : await store.listLetters(area, { state: 'draft', limit: SENT_AT_ONCE + 1 });
  const now = drafts.slice(0, SENT_AT_ONCE);
  const ids = now.map(({ customerId }) => customerId);
  const [facts, people, { rescue }] = await Promise.all([
    factsOf(deps.db, merchantId, ids, { fix: fixOf(area) }),
    storesOf(deps, merchantId).customers.listByIds(ids),
    storesOf(deps, merchantId).settings.readAll(),
  ]);
  const at = deps.now().toISOString();
  const done = { sent: 0, skippedBy: {} as Record<string, number>, remaining: Math.max(0, drafts.length - now.length) };
  for (const draft of now) {
    const known = facts.get(draft.customerId);
    const person = people.get(draft.customerId);
    const why: Refusal | null =
      !known || !person ? 'erased' : (refusalOf(known, { at, coolDownDays: rescue.coolDownDays }) ?? (person.email ? null : 'no_address'));
    if (why && single) throw notAllowed(why);
    const letterId = deps.newId('out');
    const write: Statement[] =
      why || !person?.email
        ? [store.markSkipped(draft.id, why ?? 'no_address')]
        : [
            insertContact(merchantId, {
              id: deps.newId('contact'),
              customerId: draft.customerId,
              at,
              way: 'letter',
              about: 'fix',
              callId: null,
              fix: fixOf(area),
              by: actor.id,
            }),
            store.markSent(draft.id, letterId, at, actor.id),
            insertLetter(
              merchantId,
              letterId,
              {
                topic: 'outreach',
                to: person.email,
                locale: nearestLocale(person.locale),
                caseId: null,
                number: '',
                values: { title: draft.subject ?? '', text: draft.body ?? '', customerId: draft.customerId },
              },
              at,
            ),
          ];
    try {
      await deps.db.write(write);
      if (why) done.skippedBy[why] = (done.skippedBy[why] ?? 0) + 1;
      else done.sent++;
    } catch (error) {
      if (!isTaken(error)) throw error; // a colleague sent it in this moment: nobody is told twice
      if (single) throw notAllowed('already_told');
    }
  }
  return done;
}

export async function letterViews(deps: Deps, { merchantId }: Worker, letters: FixLetter[]): Promise<FixLetterView[]> {
  const people = await storesOf(deps, merchantId).customers.listByIds([...new Set(letters.map(({ customerId }) => customerId))]);
  return letters.map(({ id, customerId, arm, state, why, subject, body, sentAt }) => ({
    id,
    customer: { id: customerId, name: people.get(customerId)?.name ?? null, email: people.get(customerId)?.email ?? null },
    arm,
    state,
    why,
    because: why && why in REFUSALS ? REFUSALS[why as Refusal] : null,
    subject,
    body,
    sentAt,
  }));
}

function requireFixed({ status }: ProblemArea): void {
  if (status !== 'fixed') throw new DomainError('problem_area.not_fixed', 'People are told when it is fixed, not before.');
}

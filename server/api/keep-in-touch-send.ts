import { nearestLocale } from '#shared/words/speak.ts';
import type { Statement } from '#server/store/db.ts';
import { insertLetter } from '#server/store/outbox.ts';
import { type About, createOutreachLetterStore, type OutreachDraft } from '#server/store/outreach-letters.ts';
import { insertContact } from '#server/store/rescue-contacts.ts';
import type { Worker } from './case-acts.ts';
import type { Deps } from './context.ts';

/** Everything one letter to a customer writes: the letter, the mail, and that they were contacted, once for each fix it tells of. */
export function letterStatements(
  deps: Deps,
  { merchantId, actor }: Worker,
  about: About,
  draft: OutreachDraft & { to: string; locale: string | null; round: number },
): Statement[] {
  const at = deps.now().toISOString();
  const letterId = deps.newId('out');
  const fixes: (string | null)[] = draft.fixes.length ? draft.fixes : [null];
  return [
    ...createOutreachLetterStore(deps.db, merchantId).send(about, draft, draft.round, { letterId, by: actor.id, at }),
    ...fixes.map((fix) =>
      insertContact(merchantId, {
        id: deps.newId('contact'),
        customerId: draft.customerId,
        at,
        way: 'letter',
        about: about.about,
        callId: null,
        fix,
        by: actor.id,
      }),
    ),
    insertLetter(
      merchantId,
      letterId,
      {
        topic: 'outreach',
        to: draft.to,
        locale: nearestLocale(draft.locale),
        caseId: null,
        number: '',
        values: { title: draft.subject, text: draft.body, customerId: draft.customerId },
      },
      at,
    ),
  ];
}

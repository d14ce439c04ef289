import type {
  CancellationAnswer,
  CancellationAnswered,
  CancellationClosed,
  CancellationOpened,
  CancellationOfferAnswered,
  CancellationOutcome,
  KeepInTouch,
  OpenCancellation,
} from '#shared/contracts/cancellation.ts';
import { call, newId } from '../../api.ts';
import type { Desk } from '../../desk.ts';
import { send } from '../../outbox.ts';

/** Nobody waits longer than this for an offer. */
const PATIENCE_MS = 3000;

export type Ending = { outcome: CancellationOutcome; detail?: string; keepInTouch?: KeepInTouch };

/** One visit to the cancel flow, written down as it happens. Nothing here ever stands in the customer's way. */
export function openVisit({ page, opening, locale }: Pick<Desk, 'page' | 'opening' | 'locale'>) {
  const url = `${page.base}v1/public/cancellations`;
  const id = newId();
  const body: OpenCancellation = {
    siteKey: page.site,
    idempotencyKey: id,
    subscription: opening.subscription,
    identityToken: opening.identityToken,
    locale,
    region: opening.region || undefined,
    touchpoint: opening.touchpoint,
  };
  const opened = call<CancellationOpened>('POST', url, body).then(({ cancellation }) => cancellation);
  opened.catch(() => {});
  let said: CancellationAnswer = {};
  // One after the other: the last write within the visit wins.
  let line: Promise<unknown> = opened;

  function put<T>(path: string, what: unknown): Promise<T> {
    const next = line
      .catch(() => {})
      .then(() => opened)
      .then(({ id: visit, token }) => call<T>('PUT', `${url}/${visit}/${path}`, what, token));
    line = next;
    next.catch(() => {});
    return next;
  }
  const soon = <T>(wanted: Promise<T>) => Promise.race([wanted, new Promise<never>((_, late) => setTimeout(late, PATIENCE_MS))]);

  return {
    opened,
    /** What the customer said so far; answers with the one offer there may be, or with the receipt of what was declared. */
    answer(more: CancellationAnswer, showOffer: boolean): Promise<CancellationAnswered> {
      said = { ...more, showOffer };
      const answered = put<CancellationAnswered>('answer', said);
      return showOffer ? soon(answered) : answered;
    },
    offer: (offerId: string, answer: 'accepted' | 'declined', choice?: string) =>
      soon(put<CancellationOfferAnswered>(`offers/${offerId}`, { answer, choice })),
    /** How it ended. Kept on this device and sent later when Amends cannot be reached now. */
    async end(ending: Ending): Promise<string | undefined> {
      try {
        return (await put<CancellationClosed>('outcome', ending)).receiptUrl;
      } catch {
        const after = [
          { path: 'answer', body: said },
          { path: 'outcome', body: ending },
        ];
        void send({ id: `${id}/${ending.outcome}`, at: Date.now(), url, body, after });
      }
    },
  };
}

export type Visit = ReturnType<typeof openVisit>;

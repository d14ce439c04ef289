import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CancellationAnswer, KeepInTouch } from '#shared/contracts/cancellation.ts';
import type { Leaving } from '../../panel.tsx';
import { begin, learn, mayShowOffer, next, type Way } from './cancellation.ts';
import { alone, hearOthers } from './two-windows.ts';
import { openVisit, type Ending } from './visit.ts';

/** After so long it is said that it takes long, and where else to cancel. */
const SLOW_MS = 6000;

/** A customer on the way out: every act they have, on every screen. */
export function useLeaving({ desk, config, settle, onClose }: Leaving) {
  const { page, opening } = desk;
  const [way, setWay] = useState(() => begin(config.ruleSet));
  const [visit] = useState(() => openVisit(desk));
  const busy = useRef(false);
  const ended = useRef<Ending>(null);
  const heard = useRef(false);
  const subscription = `amends/${page.site}/${opening.subscription}`;
  const go = (change: Partial<Way>) => setWay((now) => ({ ...now, endedAt: Date(), trouble: false, ...change }));

  /** One act at a time: whoever clicks twice gets it once. */
  const once =
    <Given extends unknown[]>(act: (...given: Given) => Promise<unknown>) =>
    async (...given: Given) => {
      if (busy.current) return;
      busy.current = true;
      await act(...given).finally(() => (busy.current = false));
    };

  async function end(ending: Ending, receiptUrl?: string) {
    ended.current = ending;
    if (ending.outcome !== 'failed') settle({ outcome: ending.outcome });
    go({ receiptUrl: receiptUrl ?? (await visit.end(ending)) });
  }

  const [windows] = useState(() =>
    hearOthers(subscription, () => {
      if (ended.current?.outcome === 'cancelled') return;
      heard.current = busy.current = true; // a click that comes now comes too late
      ended.current = { outcome: 'undecided', detail: 'Cancelled in another window.' };
      settle({ outcome: 'cancelled' });
      void visit.end(ended.current);
      go({ at: 'cancelled' });
    }),
  );
  useLayoutEffect(() => {
    void visit.opened.then(
      ({ ruleSet }) => setWay((now) => learn(now, ruleSet)),
      () => {},
    );
    function undecided() {
      if (ended.current) return settle({ outcome: 'undecided' }); // billing refused, and no second try
      void end({ outcome: 'undecided' });
      return desk.say('nothingChanged');
    }
    onClose(undecided);
    addEventListener('pagehide', undecided);
    return () => {
      removeEventListener('pagehide', undecided);
      windows.close();
    };
  }, []);
  useLayoutEffect(() => page.tell('step', { kind: 'cancel', step: way.at }), [way.at]);

  return {
    way,
    /** To the next screen, with whatever was said on this one. */
    goOn: once(async (said: CancellationAnswer) => {
      const showOffer = mayShowOffer(way);
      const answered = visit.answer(said, showOffer);
      const offer = showOffer && (await answered.catch(() => undefined))?.offer;
      setWay((now) => next({ ...now, said }, config.reasons, offer || null));
    }),
    /** The merchant's billing cancels, once, whatever is clicked; only then it says so. */
    cancelNow: once(async (said: CancellationAnswer) => {
      const { handleCancel, href } = opening;
      // Without the merchant's billing a withdrawal is declared to us, and counts when it arrived.
      const requested = handleCancel || !said.contact ? undefined : true;
      go({ at: 'cancelling', said });
      setTimeout(() => setWay((now) => (now.at === 'cancelling' ? { ...now, trouble: true } : now)), SLOW_MS);
      const answered = visit.answer({ ...said, requested }, false);
      if (way.offer) visit.offer(way.offer.id, 'declined').catch(() => {});
      try {
        if (!handleCancel && !requested) {
          await Promise.race([end({ outcome: 'undecided', detail: 'Handed over.' }), new Promise((late) => setTimeout(late, 1000))]);
          return location.assign(href!);
        }
        const here = await alone(subscription, async () => {
          if (heard.current) return;
          await handleCancel?.();
          const receiptUrl = requested && (await answered).receiptUrl;
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
          windows.postMessage('cancelled');
          go({ at: way.ruleSet === 'offers_after_cancel_with_consent' ? 'consent' : 'cancelled' });
          void end({ outcome: 'cancelled' }, receiptUrl);
          await new Promise((heard) => setTimeout(heard, 300)); // other windows hear of it before they may try
        });
        if (!here && !heard.current) go({ at: 'elsewhere' });
      } catch (error) {
        go({ at: 'failed' });
        void end({ outcome: 'failed', detail: String(error).slice(0, 1000) });
        page.tell('error', { kind: 'cancel', error });
      }
    }),
    /** One offer, taken: it counts when Amends wrote it down and the merchant put it in place. */
    accept: once(async (choice?: string) => {
      const offer = way.offer!;
      try {
        await visit.offer(offer.id, 'accepted', choice);
        await opening.handleOffer?.(offer);
        go({ at: 'kept' });
        void end({ outcome: 'accepted_offer' });
      } catch (error) {
        go({ trouble: true });
        page.tell('error', { kind: 'cancel', error });
      }
    }),
    keepInTouch: (keepInTouch: KeepInTouch) => void visit.end({ ...ended.current!, keepInTouch }),
    /** No offer is wanted any more. */
    finish: () => go({ at: 'cancelled' }),
  };
}

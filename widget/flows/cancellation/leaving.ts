import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CancellationAnswer, KeepInTouch } from '#shared/contracts/cancellation.ts';
import type { Leaving } from '../../panel.tsx';
import { begin, learn, next, type Way } from './cancellation.ts';
import { alone, hearOthers } from './two-windows.ts';
import { openVisit, type Ending } from './visit.ts';

/** A customer on the way out: every act they have, on every screen. */
export function useLeaving({ desk, config, settle, onClose }: Leaving) {
  const { page, opening } = desk;
  const [way, setWay] = useState(() => begin(config.ruleSet));
  const [visit] = useState(() => openVisit(desk));
  const busy = useRef(false);
  const ended = useRef<Ending>(null);
  const subscription = `amends/${page.site}/${opening.subscription}`;
  const go = (change: Partial<Way>) => setWay((now) => ({ ...now, ...change }));

  /** One act at a time: whoever clicks twice gets it once. */
  const once =
    <Given extends unknown[]>(act: (...given: Given) => Promise<unknown>) =>
    async (...given: Given) => {
      if (busy.current) return;
      busy.current = true;
      await act(...given).finally(() => (busy.current = false));
    };

  async function end(ending: Ending) {
    ended.current = ending;
    go({ endedAt: new Date().toISOString() });
    if (ending.outcome !== 'failed') settle({ outcome: ending.outcome });
    const receiptUrl = await visit.end(ending);
    go({ receiptUrl });
  }

  const windows = useRef<BroadcastChannel>(null);
  useLayoutEffect(() => {
    void visit.opened.then(
      ({ ruleSet }) => setWay((now) => learn(now, ruleSet)),
      () => {},
    );
    windows.current = hearOthers(subscription, () => {
      if (ended.current?.outcome === 'cancelled') return;
      ended.current = { outcome: 'undecided', detail: 'Cancelled in another window.' };
      settle({ outcome: 'cancelled' });
      void visit.end(ended.current);
      go({ at: 'cancelled', endedAt: new Date().toISOString() });
    });
    function undecided() {
      if (ended.current) return settle({ outcome: 'undecided' }); // billing refused, and no second try
      void end({ outcome: 'undecided' });
      return desk.say('nothingChanged');
    }
    onClose(undecided);
    addEventListener('pagehide', undecided);
    return () => {
      removeEventListener('pagehide', undecided);
      windows.current!.close();
    };
  }, []);
  useLayoutEffect(() => page.tell('step', { kind: 'cancel', step: way.at }), [way.at]);

  return {
    way,
    /** To the next screen, with whatever was said on this one. */
    goOn: once(async (said: CancellationAnswer) => {
      const showOffer = way.at === 'consent' || (way.at === 'stay' && way.ruleSet === 'offers_beside_cancel');
      const answered = visit.answer(said, showOffer);
      const offer = showOffer ? await answered : null;
      setWay((now) => next({ ...now, said }, config.reasons, offer));
    }),
    /** The merchant's billing cancels, once, whatever is clicked; only then it says so. */
    cancelNow: once(async (said: CancellationAnswer) => {
      const { handleCancel, href } = opening;
      const withdrawing = way.at === 'withdraw';
      go({ at: 'cancelling', said });
      if (said.reason || said.story || said.asked) void visit.answer(said, false);
      if (way.offer) visit.offer(way.offer.id, 'declined').catch(() => {});
      try {
        if (!handleCancel && !withdrawing) {
          await Promise.race([
            end({ outcome: 'undecided', detail: "Handed over to the merchant's page." }),
            new Promise((late) => setTimeout(late, 1000)),
          ]);
          return location.assign(href!);
        }
        const here = await alone(subscription, async () => {
          if (handleCancel) await handleCancel();
          else if (!(await visit.end({ outcome: 'cancelled' }))) throw 0; // a withdrawal counts when it arrived
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
          windows.current!.postMessage('cancelled');
          go({ at: way.ruleSet === 'offers_after_cancel_with_consent' ? 'consent' : 'cancelled' });
          void end({ outcome: 'cancelled' });
          await new Promise((heard) => setTimeout(heard, 300)); // other windows hear of it before they may try
        });
        if (!here && ended.current?.outcome !== 'undecided') go({ at: 'elsewhere' });
      } catch (error) {
        go({ at: 'failed' });
        void end({ outcome: 'failed', detail: ((error as Error)?.message || 'Billing refused.').slice(0, 1000) });
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
    show: (at: Way['at']) => go({ at }),
  };
}

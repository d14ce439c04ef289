import * as approving from './approving.ts';
import * as closing from './closing.ts';
import * as handling from './handling.ts';
import * as remedies from './remedies.ts';
import * as speaking from './speaking.ts';

/** The tabs of the composer, in the order people reach for them. */
export const COMPOSER = [speaking.say, remedies.offer, speaking.ask, closing.decide, speaking.promise, speaking.note];

/** What usually comes next in this state, as a plain button. */
export const NEXT_STEPS = [
  handling.take,
  handling.resume,
  approving.approve,
  remedies.fulfil,
  remedies.acceptOnPhone,
  closing.unmarkSpam,
  closing.reopen,
];

/** Everything else, under “More”. */
export const MORE = [
  handling.wait,
  handling.escalate,
  handling.tag,
  handling.recategorise,
  remedies.withdrawOffer,
  approving.withdrawApproval,
  remedies.fail,
  closing.answer,
  closing.merge,
  closing.deadlock,
  approving.settleCancellation,
  approving.notRightForUs,
  approving.rightForUs,
  closing.markSpam,
];

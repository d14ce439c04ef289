import { msg, t } from '../words/language.ts';

/** What the server says about answers, marked here so that it can be read in every language of the page. */
const KNOWN = new Set([
  msg('It apologises only if something happened. The customer has told us that it did.'),
  msg('Say what went wrong and that you are sorry for it: “I am sorry that your parcel came nine days late.”'),
  msg('The day it names has passed.'),
  msg('Name a day still to come, and keep it.'),
  msg('It promises something without saying by when. Such promises are the ones that are forgotten.'),
  msg('Say by which day, and make it a promise on the case.'),
  msg('We have apologised for this already. A second apology without anything new makes the first one smaller.'),
  msg('Leave it out. Say what you do, and by when.'),
  msg('It can be read as saying that it is the customer’s own fault.'),
  msg('Say what happened and what we do about it. Where a step was missed, say how it is done next time, without “you”.'),
  msg('The customer will wait for this day.'),
  msg('Make it a promise on the case, so that nobody forgets it.'),
]);

export const isKnown = (sentence: string) => KNOWN.has(sentence);
export const checkWords = (sentence: string) => (isKnown(sentence) ? t(sentence) : sentence);

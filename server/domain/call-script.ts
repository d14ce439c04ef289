import type { CallSheet } from '#shared/contracts/rescue.ts';
import type { Speak } from '#shared/words/speak.ts';

type Known = {
  customer: string | null;
  caller: string | null;
  shop: string;
  words: string | null;
  brokenPromises: number;
  fixes: string[];
};

/**
 * The call in its order: apologise, listen, say it back, write it down, help; only then an offer. Titles are for the caller, words
 * in the language of the customer. @source product.md H3
 */
export function scriptFor({ customer, caller, shop, words, brokenPromises, fixes }: Known, say: Speak): CallSheet['script'] {
  const by = { caller: caller ?? say('script_colleague'), shop };
  const sorry = [
    customer ? say('script_apologise', { ...by, name: customer }) : say('script_apologise_nobody', by),
    ...(words ? [say('script_their_words', { words })] : []),
    ...(brokenPromises ? [say('script_broken_promise')] : []),
  ];
  return [
    { step: 'apologise', title: 'Apologise, in your own name', words: sorry.join(' ') },
    { step: 'listen', title: 'Listen, and do not defend', words: say('script_listen') },
    { step: 'say_back', title: 'Say it back, until they confirm it', words: say('script_say_back') },
    { step: 'write_down', title: 'Write it down', words: say('script_write_down') },
    {
      step: 'help',
      title: 'Help at once with what you can',
      words: fixes.length ? say('script_help_fixed', { fixes: fixes.join('; ') }) : say('script_help'),
    },
    { step: 'offer', title: 'Only then, an offer', words: say('script_offer') },
  ];
}

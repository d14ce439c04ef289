import type { CallSheet } from '#shared/contracts/rescue.ts';

type Known = {
  customer: string | null;
  caller: string | null;
  shop: string;
  words: string | null;
  brokenPromises: number;
  fixes: string[];
};

/** The call in its order: apologise, listen, say it back, write it down, help; only then an offer. @source product.md H3 */
export function scriptFor({ customer, caller, shop, words, brokenPromises, fixes }: Known): CallSheet['script'] {
  const name = customer ?? 'the customer';
  const knows = words ? ` When you left, you told us: “${words}”` : '';
  return [
    {
      step: 'apologise',
      title: 'Apologise, in your own name',
      words: `Hello, this is ${caller ?? 'a colleague'} of ${shop}. Is this ${name}? I am calling because we lost you as a customer, and I am sorry for our part in it.${knows}${brokenPromises ? ' We also broke a promise to you, and I apologise for that.' : ''}`,
    },
    {
      step: 'listen',
      title: 'Listen, and do not defend',
      words: 'I would like to understand what happened. Please tell me in your own words; I am listening.',
    },
    {
      step: 'say_back',
      title: 'Say it back, until they confirm it',
      words: 'Let me say it back, so that I have it right: … Is that so? Did I leave anything out?',
    },
    {
      step: 'write_down',
      title: 'Write it down',
      words: 'Thank you. I am writing this down as you said it, and I pass it on in your words.',
    },
    {
      step: 'help',
      title: 'Help at once with what you can',
      words: fixes.length
        ? `Since then this was put right: ${fixes.join('; ')}. Is there anything I can do for you today?`
        : 'Is there anything still open that I can put right for you today?',
    },
    {
      step: 'offer',
      title: 'Only then, an offer',
      words: 'If you would like to try us again, I will see to it myself. If not, that is all right, and thank you for telling me.',
    },
  ];
}

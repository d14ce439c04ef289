import { describe, expect, it } from 'vitest';
import { OUTCOMES, STATES, Turn } from '../contracts/basics.ts';
import { OfferState } from '../contracts/case.ts';
import { CancellationOutcome } from '../contracts/cancellation.ts';
import { SCRIPTS } from '../fixtures/scripts.ts';
import taxonomy from '../taxonomy/taxonomy.json' with { type: 'json' };
import { words as en } from './en.ts';
import { LANGUAGES } from './languages.ts';

const PLACEHOLDER = /\{(\w+)(?:\|([^{}]*))?\}/g;
const placeholders = (sentence: string) => [...new Set([...sentence.matchAll(PLACEHOLDER)].map((found) => found[1]))].toSorted();
const withoutPlaceholders = (sentence: string) => sentence.replace(PLACEHOLDER, '').replaceAll(/[\s:()]/g, '');
const english = new Map<string, string>(Object.entries(en));

describe('the sentences of the server', () => {
  it('name every state, turn, outcome, offer and remedy there is', () => {
    const needed = [
      ...STATES.map((state) => `state_${state}`),
      ...Turn.options.map((turn) => `turn_${turn}`),
      ...OUTCOMES.map((outcome) => `outcome_${outcome}`),
      ...OfferState.options.map((state) => `offer_state_${state}`),
      ...CancellationOutcome.options.map((outcome) => `receipt_outcome_${outcome}`),
      ...taxonomy.remedies.flatMap(({ id }) => [`offer_title_${id.replaceAll('.', '_')}`, `offer_terms_${id.replaceAll('.', '_')}`]),
    ];
    expect(needed.filter((key) => !english.has(key))).toEqual([]);
  });

  it('keep the German words of the law to the letter', () => {
    expect(LANGUAGES.de).toMatchObject({
      kuendigen_button: 'Verträge hier kündigen',
      kuendigen_confirm: 'jetzt kündigen',
      contract_withdrawal_button: 'Vertrag widerrufen',
      contract_withdrawal_confirm: 'Widerruf bestätigen',
    });
  });

  describe.each(Object.entries(LANGUAGES))('%s', (locale, words) => {
    const sentences = Object.entries(words);

    it('leaves no sentence out and adds none', () => {
      expect(Object.keys(words).toSorted()).toEqual([...english.keys()].toSorted());
    });

    it('leaves no sentence empty and none with stray blanks', () => {
      expect(sentences.filter(([, sentence]) => sentence === '' || sentence !== sentence.trim())).toEqual([]);
    });

    it('has the same blanks to fill as English', () => {
      const wrong = sentences.filter(([key, sentence]) => placeholders(sentence).join() !== placeholders(english.get(key) ?? '').join());
      expect(wrong).toEqual([]);
      expect(sentences.filter(([, sentence]) => /[{}]/.test(sentence.replace(PLACEHOLDER, '')))).toEqual([]);
    });

    it('knows how to say every number of days or months', () => {
      const rules = new Intl.PluralRules(locale);
      const needed = new Set(Array.from({ length: 101 }, (_, count) => rules.select(count)));
      const plurals = sentences.flatMap(([key, sentence]) =>
        [...sentence.matchAll(PLACEHOLDER)].flatMap(([, , forms]) => (forms ? [{ key, forms }] : [])),
      );
      const lacking = plurals.filter(({ forms }) => {
        const said = forms.split('|').map((form) => form.split(':')[0]);
        return [...needed].some((category) => !said.includes(category));
      });
      expect(plurals.length).toBeGreaterThan(0);
      expect(lacking).toEqual([]);
    });

    it('is written in its own script', () => {
      const script = SCRIPTS[locale] ?? /\p{Script=Latin}/u;
      expect(
        sentences.filter(([, sentence]) => withoutPlaceholders(sentence) !== '' && !script.test(withoutPlaceholders(sentence))),
      ).toEqual([]);
    });
  });

  it.each(Object.keys(LANGUAGES).filter((locale) => locale !== 'en'))('are translated into %s, not copied from English', (locale) => {
    const copied = Object.entries(LANGUAGES[locale]!).filter(
      ([key, sentence]) => english.get(key) === sentence && /\p{L}{5}/u.test(withoutPlaceholders(sentence)),
    );
    expect(copied).toEqual([]);
  });
});

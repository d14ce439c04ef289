import { describe, expect, it } from 'vitest';
import { SCRIPTS } from '../../shared/fixtures/scripts.ts';
import en, { type Words } from './en.ts';

const modules = import.meta.glob<{ default: Words }>(['./*.ts', '!./*.test.ts'], { eager: true });
const languages = Object.entries(modules).map(([path, module]) => [path.slice(2, -3), module.default] as const);

const blanks = (sentence = '') => [...new Set(sentence.match(/\{\w+\}/g))].toSorted().join(' ');
const withoutBlanks = (sentence: string) => sentence.replaceAll(/\{\w+\}/g, '').trim();

describe('the sentences of the widget', () => {
  it('are spoken in twelve languages', () => {
    expect(languages.map(([locale]) => locale).toSorted()).toEqual([
      'ar',
      'de',
      'el',
      'en',
      'es',
      'fr',
      'hi',
      'mn',
      'pt-BR',
      'tr',
      'ur',
      'zh-Hans',
    ]);
  });

  it('keep the German words of the law to the letter', () => {
    const german = languages.find(([locale]) => locale === 'de')?.[1];
    expect(german).toMatchObject({
      withdrawTitle: 'Vertrag widerrufen',
      withdrawConfirm: 'Widerruf bestätigen',
      contractsTitle: 'Verträge hier kündigen',
    });
  });

  describe.each(languages)('%s', (locale, words) => {
    const sentences = Object.entries(words);

    it('leaves no sentence out and adds none', () => {
      expect(Object.keys(words).toSorted()).toEqual(Object.keys(en).toSorted());
    });

    it('leaves no sentence empty and none with stray blanks', () => {
      expect(sentences.filter(([, sentence]) => sentence === '' || sentence !== sentence.trim())).toEqual([]);
    });

    it('has the same blanks to fill as English', () => {
      expect(sentences.filter(([key, sentence]) => blanks(sentence) !== blanks(en[key as keyof Words]))).toEqual([]);
      expect(sentences.filter(([, sentence]) => /[{}]/.test(withoutBlanks(sentence)))).toEqual([]);
    });

    it('is written in its own script', () => {
      const script = SCRIPTS[locale] ?? /\p{Script=Latin}/u;
      expect(sentences.filter(([, sentence]) => !script.test(withoutBlanks(sentence)))).toEqual([]);
    });

    it('says all it says in its own words', () => {
      const copied = sentences.filter(([key, sentence]) => locale !== 'en' && en[key as keyof Words] === sentence);
      expect(copied).toEqual([]);
    });
  });
});

import { describe, expect, it } from 'vitest';
import { dirOf, LOCALES, nearestLocale, speak } from './speak.ts';

describe('speaking to a customer', () => {
  it('an Austrian is answered in German', () => {
    expect(speak('de-AT')('accept_button')).toBe('Annehmen');
  });

  it('speaks twelve languages', () => {
    expect(LOCALES.toSorted()).toEqual(['ar', 'de', 'el', 'en', 'es', 'fr', 'hi', 'mn', 'pt-BR', 'tr', 'ur', 'zh-Hans']);
  });

  it.each([
    ['de-AT', 'de'],
    ['DE', 'de'],
    ['en-GB', 'en'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['zh-CN', 'zh-Hans'],
    ['zh-Hans-CN', 'zh-Hans'],
    ['ar-EG', 'ar'],
    ['xx', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('%s is answered in %s', (wanted, spoken) => {
    expect(nearestLocale(wanted)).toBe(spoken);
  });

  it('fills in names, dates and amounts as they are given', () => {
    expect(speak('en')('state_waiting_third_party', { who: 'the carrier', date: '5 March' })).toBe(
      'We are looking into it (waiting for the carrier until 5 March)',
    );
  });

  it('says one day, but two days', () => {
    const say = speak('en');
    expect(say('offer_terms_repair', { days: 1 })).toContain('within 1 business day.');
    expect(say('offer_terms_repair', { days: 2 })).toContain('within 2 business days.');
  });

  it('counts in Arabic as Arabic does', () => {
    const say = speak('ar');
    const titles = [1, 2, 3, 11].map((months) => say('stay_title_pause_subscription', { months }));
    expect(titles).toEqual(['إيقاف مؤقت لمدة شهر واحد', 'إيقاف مؤقت لمدة شهرين', 'إيقاف مؤقت لمدة 3 أشهر', 'إيقاف مؤقت لمدة 11 شهرًا']);
  });

  it('leaves words of the customer alone, even when they look like a blank to fill', () => {
    expect(speak('en')('offer_withdrawn_because', { reason: 'we {date} erred' })).toBe('We took this offer back: we {date} erred');
  });

  it('shows a blank that nobody filled, so that it is noticed', () => {
    expect(speak('en')('page_title')).toBe('Your case {number}');
  });

  it('writes Arabic and Urdu from right to left, everything else from left to right', () => {
    expect(LOCALES.filter((locale) => dirOf(locale) === 'rtl').toSorted()).toEqual(['ar', 'ur']);
    expect(dirOf('ur-PK')).toBe('rtl');
    expect(dirOf('xx')).toBe('ltr');
  });
});

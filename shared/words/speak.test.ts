import { describe, expect, it } from 'vitest';
import { dirOf, nearestLocale, speak } from './speak.ts';

describe('speaking to a customer', () => {
  it('an Austrian is answered in German', () => {
    expect(speak('de-AT')('accept_button')).toBe('Annehmen');
  });

  it.each([
    ['de-AT', 'de'], ['DE', 'de'], ['en-GB', 'en'], ['xx', 'en'], ['', 'en'], [undefined, 'en'],
  ])('%s is answered in %s', (wanted, spoken) => {
    expect(nearestLocale(wanted)).toBe(spoken);
  });

  it('fills in names, dates and amounts as they are given', () => {
    expect(speak('en')('state_waiting_third_party', { who: 'the carrier', date: '5 March' })).toBe('We are looking into it (waiting for the carrier until 5 March)');
  });

  it('says one day, but two days', () => {
    const say = speak('en');
    expect(say('offer_terms_repair', { days: 1 })).toContain('within 1 business day.');
    expect(say('offer_terms_repair', { days: 2 })).toContain('within 2 business days.');
  });

  it('leaves words of the customer alone, even when they look like a blank to fill', () => {
    expect(speak('en')('offer_withdrawn_because', { reason: 'we {date} erred' })).toBe('We took this offer back: we {date} erred');
  });

  it('shows a blank that nobody filled, so that it is noticed', () => {
    expect(speak('en')('page_title')).toBe('Your case {number}');
  });

  it('writes German from left to right', () => {
    expect(dirOf('de-AT')).toBe('ltr');
    expect(dirOf('xx')).toBe('ltr');
  });
});

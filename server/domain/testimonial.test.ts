import { describe, expect, test } from 'vitest';
import { signedBy, withoutTakenBack } from './testimonial.ts';

const quote = 'They answer.\n\nWithin the hour.';
const letter = `Hello,\n\nsomebody said: “${quote}”${signedBy('Bo')}\n\nCome by.`;

describe('a letter after somebody took their praise back', () => {
  test('has no longer the paragraph in which it stood, however many lines it had', () => {
    expect(withoutTakenBack(letter, [{ quote, name: 'Bo', mayBeSaid: false }])).toBe('Hello,\n\nCome by.');
  });
  test('keeps the words where only the name was taken back', () => {
    expect(withoutTakenBack(letter, [{ quote, name: 'Bo', mayBeSaid: true }])).toBe(letter.replace('\n— Bo', ''));
    expect(withoutTakenBack(letter, [{ quote, name: null, mayBeSaid: true }])).toBe(letter);
  });
  test('is as it was where it says nothing of it; said twice, both go', () => {
    expect(withoutTakenBack('Come by.', [{ quote, name: 'Bo', mayBeSaid: false }])).toBe('Come by.');
    expect(withoutTakenBack(`${quote}\n\nCome by.\n\n${quote}`, [{ quote, name: null, mayBeSaid: false }])).toBe('Come by.');
  });
});

import { afterEach, expect, test } from 'vitest';
import { everyWord, speak, t, tn, tServer } from './language.ts';

afterEach(() => speak('en'));

test('what the server says is read as it is in English, and in the reader’s language elsewhere', async () => {
  expect(tServer('This offer is no longer open.')).toBe('This offer is no longer open.');
  await speak('ur');
  await everyWord();
  expect(tServer('This offer is no longer open.')).toBe('یہ پیشکش اب کھلی نہیں ہے۔');
});

test('a sentence that names something keeps the name, and says in other words what has some', async () => {
  await speak('ur');
  await everyWord();
  expect(tServer('There is no team “Night (B)”.')).toBe('ٹیم “\u2068Night (B)\u2069” موجود نہیں۔');
  expect(tServer('Above your limit for one day.')).toBe('ایک دن کی آپ کی حد سے زیادہ۔');
  expect(tServer('€19.00 a month × 60 % margin × 50 months (1 ÷ 2.00 % leaving a month) = €570.00')).toContain('ماہانہ چھوڑنے والے');
});

test('a sentence nobody has put into other words stays as the server said it', async () => {
  await speak('ur');
  await everyWord();
  expect(tServer('The moon is in the way.')).toBe('The moon is in the way.');
});

test('numbers of cases keep their order in a language written from right to left', async () => {
  expect(t('Case {number}', { number: 'A7K-3QX' })).toBe('Case A7K-3QX');
  await speak('ur');
  await everyWord();
  expect(t('Case {number}', { number: 'A7K-3QX' })).toBe('معاملہ \u2068A7K-3QX\u2069');
  expect(t('Then: {effects}.', { effects: 'Night team اور فوری' })).toBe('پھر: Night team اور فوری۔');
  expect([tn(1, '{count} case', '{count} cases'), tn(3, '{count} case', '{count} cases')]).toEqual(['1 معاملہ', '3 معاملے']);
});

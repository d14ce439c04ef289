import { expect, test } from 'vitest';
import { type LetterKit, templatesFor } from './letter-kit.ts';

const template = (name: string, reasons?: string[]) => ({
  id: name,
  name,
  language: 'en',
  parts: { apology: 'Sorry.' },
  ...(reasons && { reasons }),
});
const kit: LetterKit = {
  templates: [
    template('Any'),
    template('Broken', ['product.defective']),
    template('Strike', ['delivery.late.strike']),
    template('Late', ['delivery.late']),
  ],
  signatories: [],
};
const first = (reason: string | null, count: number) =>
  templatesFor(kit, 'en-GB', reason)
    .slice(0, count)
    .map(({ name }) => name);

test('a template for a reason comes first for what lies beneath it too, one for a narrower reason for that alone', () => {
  expect(first('delivery.late.strike', 2)).toEqual(['Late', 'Strike']);
  expect(first('delivery.late', 2)).toEqual(['Late', 'Any']);
  expect(first('delivery.late.snow', 2)).toEqual(['Late', 'Any']);
  expect(first(null, 1)).toEqual(['Any']);
});

import type { Catalog } from '../language.ts';

export const words: Catalog = {
  When: 'کب',
  'Who calls': 'کون فون کرتا ہے',
};

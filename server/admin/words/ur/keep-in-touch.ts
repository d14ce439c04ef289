import type { Catalog } from '../language.ts';

export const words: Catalog = {
  'To {address}': 'بنام {address}',
};

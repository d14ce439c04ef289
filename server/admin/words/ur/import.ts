import type { Catalog } from '../language.ts';

export const words: Catalog = {
  Currency: 'کرنسی',
};

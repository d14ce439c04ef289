import type { Catalog } from '../language.ts';

export const words: Catalog = {
  'Problem areas': 'مسائل',
  'Put right on {day}': '{day} کو درست ہوا',
};

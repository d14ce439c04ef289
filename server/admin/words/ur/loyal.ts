import type { Catalog } from '../language.ts';

export const words: Catalog = {
  'To be looked at': 'دیکھنا باقی',
  'Loyal customers': 'وفادار گاہک',
  'Add another…': 'ایک اور شامل کریں…',
};

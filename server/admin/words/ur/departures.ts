import type { Catalog } from '../language.ts';

export const words: Catalog = {
  'Leave it as it is': 'جیسا ہے رہنے دیں',
  'Download as CSV': 'CSV ڈاؤن لوڈ کریں',
  'Came back': 'واپس آئے',
};

import type { Catalog } from '../language.ts';

export const words: Catalog = {
  Name: 'نام',
  'Under legal hold: nothing can be erased.': 'قانونی روک ہے: کچھ نہیں مٹایا جا سکتا۔',
  'Show more': 'مزید دکھائیں',
};

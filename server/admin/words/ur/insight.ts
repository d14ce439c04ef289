import type { Catalog } from '../language.ts';

export const words: Catalog = {
  'Winning back': 'واپس لانا',
  From: 'سے',
  To: 'کو',
  Show: 'دکھائیں',
  Complaints: 'شکایات',
  Change: 'بدلیں',
  Shown: 'دکھائی جاتی ہے',
};

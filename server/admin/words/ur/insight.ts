import type { Catalog } from '../language.ts';

export const words: Catalog = {
  'Number of the case': 'معاملے کا نمبر',
  To: 'کو',
  'Winning back': 'واپس لانا',
  From: 'سے',
  Show: 'دکھائیں',
  Complaints: 'شکایات',
  Change: 'بدلیں',
  Shown: 'دکھائی جاتی ہے',
  'Second failures': 'دوسری ناکامیاں',
};

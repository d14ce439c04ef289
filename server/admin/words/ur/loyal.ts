import type { Catalog } from '../language.ts';

export const words: Catalog = {
  '{count} customers are asked.': '{count} گاہک سے پوچھا گیا۔|{count} گاہکوں سے پوچھا گیا۔',
  'Ask why they stay': 'پوچھیں کہ وہ کیوں ساتھ ہیں',
  'How many to ask': 'کتنوں سے پوچھنا ہے',
  'Of these drawn by chance, in percent': 'ان میں سے قرعے سے چنے گئے، فیصد میں',
  'The others are those who have been with you longest and buy most. Nobody is asked against their will or too often.':
    'باقی وہ ہیں جو سب سے زیادہ عرصے سے آپ کے ساتھ ہیں اور سب سے زیادہ خریدتے ہیں۔ کسی سے اس کی مرضی کے خلاف یا بار بار نہیں پوچھا جاتا۔',
  'See whom': 'دیکھیں کون',
  'Ask {count} customers': '{count} گاہک سے پوچھیں|{count} گاہکوں سے پوچھیں',
  'There is nobody to ask at the moment.': 'اس وقت پوچھنے کے لیے کوئی نہیں۔',
  'Ask {count} customers?': '{count} گاہک سے پوچھیں؟|{count} گاہکوں سے پوچھیں؟',
  'Send the letters': 'خط بھیجیں',
  'Each gets one letter with a link to a short form. Whether others may read it is for them to say.':
    'ہر ایک کو مختصر فارم کے لنک کے ساتھ ایک خط ملتا ہے۔ دوسرے اسے پڑھ سکیں یا نہیں، یہ وہ خود بتاتے ہیں۔',
  loyal: 'وفادار',
  'by chance': 'قرعے سے',
  'To be looked at': 'دیکھنا باقی',
  'May be repeated': 'دہرایا جا سکتا ہے',
  'Loyal customers': 'وفادار گاہک',
  'Those who stay know what you do well. Ask some of them, and say it to those who left, where they allow it.':
    'جو ساتھ رہتے ہیں وہ جانتے ہیں کہ آپ کیا اچھا کرتے ہیں۔ ان میں سے کچھ سے پوچھیں، اور جہاں وہ اجازت دیں، چھوڑ جانے والوں کو بتائیں۔',
  'No praise that its writer allows to be repeated.': 'ایسی کوئی تعریف نہیں جسے دہرانے کی لکھنے والے نے اجازت دی ہو۔',
  'It may be repeated now.': 'اب اسے دہرایا جا سکتا ہے۔',
  'It is no longer repeated.': 'اب اسے نہیں دہرایا جاتا۔',
  '{count} stars': '{count} ستارہ|{count} ستارے',
  'Said to those who left because of: {reasons}': 'ان کو بتایا جاتا ہے جو اس وجہ سے گئے: {reasons}',
  'Change or withdraw': 'بدلیں یا واپس لیں',
  'Repeat it to others': 'دوسروں کو بتائیں',
  'What is repeated: their own words, whole or in part': 'کیا دہرایا جاتا ہے: ان کے اپنے الفاظ، پورے یا ایک حصہ',
  'Against which doubts it speaks': 'کن شکوک کا جواب ہے',
  'Add another…': 'ایک اور شامل کریں…',
  'Repeat it': 'دہرائیں',
  'Do not repeat it': 'نہ دہرائیں',
  'A customer, without their name': 'ایک گاہک، نام کے بغیر',
  'May be shown with their name': 'نام کے ساتھ دکھایا جا سکتا ہے',
  'May be shown without their name': 'نام کے بغیر دکھایا جا سکتا ہے',
};

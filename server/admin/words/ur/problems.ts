import type { Catalog } from '../language.ts';

export const words: Catalog = {
  'The draft to {name} is saved.': '{name} کے خط کا مسودہ محفوظ ہو گیا۔',
  'Send this one': 'یہ والا بھیجیں',
  'Save the draft': 'مسودہ محفوظ کریں',
  '{count} letters are drafted.': '{count} خط کا مسودہ تیار ہوا۔|{count} خطوں کے مسودے تیار ہوئے۔',
  'Tell those it went wrong for': 'انہیں بتائیں جن کے ساتھ یہ ہوا',
  'One letter each, once for this fix, and only with permission. Some are left alone, so that you can see what telling brings.':
    'ہر ایک کو ایک خط، اس درستی پر ایک بار، اور صرف اجازت سے۔ کچھ کو نہیں چھیڑا جاتا، تاکہ معلوم ہو کہ بتانے سے کیا حاصل ہوتا ہے۔',
  '{count} told': '{count} کو بتایا|{count} کو بتایا',
  'Draft the letters': 'خطوں کے مسودے بنائیں',
  'Draft letters to those who came since': 'بعد میں آنے والوں کے لیے مسودے بنائیں',
  'Send all letters': 'سب خط بھیجیں',
  'Send {count} letters': '{count} خط بھیجیں|{count} خط بھیجیں',
  'The first {count} drafts are shown.': 'پہلے {count} مسودے دکھائے گئے ہیں۔',
  'Send the letters?': 'خط بھیجیں؟',
  'They go out as they stand in the drafts. Who may no longer be written to is left out at the last moment.':
    'یہ مسودوں کے مطابق جاتے ہیں۔ جسے اب نہیں لکھا جا سکتا وہ آخری لمحے پر چھوڑ دیا جاتا ہے۔',
  'The problem area is saved.': 'مسئلہ محفوظ ہو گیا۔',
  'What goes wrong': 'کیا غلط ہوتا ہے',
  'In whose hands': 'کس کے ذمے',
  'How it stands': 'کیا صورتِ حال ہے',
  'Nobody is told by choosing “Put right”: you see every letter first.':
    '“درست ہو گیا” چننے سے کسی کو نہیں بتایا جاتا: پہلے آپ ہر خط دیکھتے ہیں۔',
  'Why it happens': 'ایسا کیوں ہوتا ہے',
  'What is done about it, as customers may read it': 'اس کا کیا کیا جا رہا ہے، جیسے گاہک پڑھ سکتے ہیں',
  'Problem areas are kept by a lead or the owner.': 'مسائل کا اندراج سربراہ یا مالک کا کام ہے۔',
  'Reasons that belong to it': 'اس سے متعلق وجوہات',
  'Please choose at least one reason.': 'براہِ کرم کم از کم ایک وجہ چنیں۔',
  'Add a problem area': 'مسئلہ شامل کریں',
  'Problem area': 'مسئلہ',
  'Who came back after being told': 'بتانے کے بعد کون واپس آیا',
  Open: 'کھلا',
  'Being put right': 'درست کیا جا رہا ہے',
  'Put right': 'درست ہو گیا',
  'Problem areas': 'مسائل',
  'What goes wrong again and again, with one owner, one cause and one fix. When it is put right, those who suffered from it are told.':
    'جو بار بار غلط ہوتا ہے، ایک ذمہ دار، ایک سبب اور ایک حل کے ساتھ۔ درست ہونے پر متاثر ہونے والوں کو بتایا جاتا ہے۔',
  'No problem area yet. Begin with the reason that costs you most.':
    'ابھی کوئی مسئلہ درج نہیں۔ اس وجہ سے شروع کریں جو آپ کو سب سے مہنگی پڑتی ہے۔',
  'Put right on {day}': '{day} کو درست ہوا',
  'The cause is not known yet.': 'سبب ابھی معلوم نہیں۔',
  'In the hands of {name}': 'ذمہ دار: {name}',
  'In nobody’s hands yet': 'ابھی کسی کے ذمے نہیں',
};

import type { Catalog } from '../language.ts';

export const words: Catalog = {
  'A call to {name} is in your plan.': '{name} کو فون آپ کے منصوبے میں ہے۔',
  'A letter is ready to be sent.': 'خط بھیجنے کے لیے تیار ہے۔',
  'Bought for {sum} in the last twelve months.': 'پچھلے بارہ مہینوں میں {sum} کی خریداری۔',
  'Plan a call': 'فون طے کریں',
  'Write a letter': 'خط لکھیں',
  'No reason to worry': 'پریشانی کی کوئی بات نہیں',
  Contacted: 'رابطہ ہو چکا',
  'Open the call sheet': 'فون کی تفصیل کھولیں',
  '{name} is on the list again.': '{name} دوبارہ فہرست میں ہیں۔',
  'Back on the list': 'فہرست میں واپس',
  'No reason to worry about {name}?': '{name} کے بارے میں پریشانی کی کوئی بات نہیں؟',
  'Take off the list': 'فہرست سے نکالیں',
  '{name} is off the list.': '{name} فہرست میں نہیں رہے۔',
  'Over by itself': 'خود ختم ہوا',
  'Once a month all orders are looked over. Who stands here may be about to go; nobody has asked them yet.':
    'مہینے میں ایک بار سب آرڈر دیکھے جاتے ہیں۔ جو یہاں ہیں وہ شاید جانے والے ہیں؛ ان سے ابھی کسی نے نہیں پوچھا۔',
  Because: 'کیونکہ',
  'Any reason': 'کوئی بھی وجہ',
  'No orders have been looked over yet.': 'ابھی آرڈر نہیں دیکھے گئے۔',
  'Nobody stands on this list.': 'اس فہرست میں کوئی نہیں۔',
  'Orders of {count} customers looked over': '{count} گاہک کے آرڈر دیکھے گئے|{count} گاہکوں کے آرڈر دیکھے گئے',
  'Not looked over yet': 'ابھی نہیں دیکھے گئے',
  'A look is under way. It takes a minute or two.': 'جائزہ جاری ہے۔ ایک دو منٹ لگتے ہیں۔',
  'Look over the orders now': 'آرڈر ابھی دیکھیں',
  'Orders get smaller': 'آرڈر چھوٹے ہو رہے ہیں',
  'No longer buys a range': 'ایک سلسلے کی مصنوعات اب نہیں خریدتے',
  'The average order fell three months in a row: from {from} in {first} to {to} in {last}, {share} less.':
    'اوسط آرڈر لگاتار تین مہینے کم ہوا: {first} میں {from} سے {last} میں {to} تک، {share} کم۔',
  'No order for {days}. Usually there is one every {usual}; the last was on {day}.':
    '{days} سے کوئی آرڈر نہیں۔ عام طور پر ہر {usual} میں ایک ہوتا ہے؛ آخری {day} کو تھا۔',
  'Bought {range} in {count} months of the year, last in {month}, and no more since.':
    '{range} سال کے {count} مہینوں میں خریدا، آخری بار {month} میں، اور اس کے بعد نہیں۔',
  'No longer bought either: {ranges}.': 'یہ بھی اب نہیں خریدتے: {ranges}۔',
  'Probably still a customer': 'غالباً اب بھی گاہک ہیں',
  'Perhaps still a customer': 'شاید اب بھی گاہک ہیں',
  'Probably no longer a customer': 'غالباً اب گاہک نہیں رہے',
  'no order to be expected in {weeks} weeks': '{weeks} ہفتوں میں کسی آرڈر کی توقع نہیں',
  'about {orders} orders to be expected in {weeks} weeks': '{weeks} ہفتوں میں تقریباً {orders} آرڈر متوقع',
  '{chance} ({share}); {orders}.': '{chance} ({share})؛ {orders}۔',
};

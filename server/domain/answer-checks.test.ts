import { describe, expect, test } from 'vitest';
import { NOON, daysAfter, hoursAfter, lena, maya } from '#shared/fixtures/cast.ts';
import type { Case } from './case.ts';
import { type AroundAnswer, checkAnswer, checksFor } from './answer-checks.ts';
import { OFFICE_HOURS } from '#shared/contracts/settings.ts';
import { businessCalendar } from './calendar.ts';
import { DONE, REACHED, doing, opened } from './fixtures.ts';
import { makePromise, sayToCustomer } from './staff-acts.ts';

/** Noon on Monday, 2 March 2026, in a shop that is open from nine to five on weekdays. */
const on = (current: AroundAnswer['current'] = opened()): AroundAnswer => ({ current, at: NOON, calendar: businessCalendar(OFFICE_HOURS) });
const kinds = (text: string, language: string, around = on()) => checkAnswer({ text }, language, around).map(({ kind }) => kind);
const notices = (kind: string, text: string, language: string) => kinds(text, language).includes(kind as never);

const CONDITIONAL: Record<string, { noticed: string[]; passed: string[] }> = {
  en: {
    noticed: [
      'We are sorry if you feel that we let you down.',
      'I apologise if this caused you any trouble.',
      'We apologize for any inconvenience.',
      'If you were offended, we are sorry.',
      'I am sorry you feel that way.',
      'Our apologies in case it arrived late.',
      'We regret it if our colleague seemed rude.',
      'Sorry for what may have caused you trouble.',
      'We apologise should you have waited too long.',
    ],
    passed: [
      'I am sorry that your kettle came nine days late.',
      'If you feel unwell, call a doctor.',
      'I am sorry for the delay. If you have questions, write to me.',
      'We are sorry, and if you want your money back, you get it.',
      'You need not worry if it rains.',
      'I apologise for the broken lid.',
      'There is no need to apologise if you lost the receipt.',
      'We regret to say that it is sold out, if you still look for it.',
    ],
  },
  de: {
    noticed: [
      'Es tut uns leid, falls Sie sich geärgert haben.',
      'Wir entschuldigen uns, wenn Sie zu lange warten mussten.',
      'Sollten wir Sie verärgert haben, bitten wir um Entschuldigung.',
      'Wir bedauern etwaige Unannehmlichkeiten.',
      'Es tut mir leid, dass Sie das so empfinden.',
      'Entschuldigung, sofern es zu spät kam.',
    ],
    passed: [
      'Es tut mir leid, dass Ihr Wasserkocher neun Tage zu spät kam.',
      'Falls Sie Fragen haben, schreiben Sie mir.',
      'Es tut uns leid. Wenn Sie das Geld zurück möchten, bekommen Sie es.',
      'Wir entschuldigen uns für die lange Wartezeit.',
      'Es tut uns leid, und wenn Sie lieber Ersatz möchten, sagen Sie es uns.',
      'Leider war der Deckel kaputt, wenn auch nur am Rand.',
      'Es tut uns leid, das sollte nicht geschehen.',
    ],
  },
  el: {
    noticed: [
      'Ζητούμε συγγνώμη αν σας ταλαιπωρήσαμε.',
      'Λυπούμαστε για οποιαδήποτε ταλαιπωρία.',
      'Συγγνώμη για την τυχόν καθυστέρηση.',
      'Λυπάμαι που νιώθετε έτσι.',
      'Εάν σας ενοχλήσαμε, ζητάμε συγγνώμη.',
      'Ζητούμε συγγνώμη σε περίπτωση που περιμένατε.',
    ],
    passed: [
      'Ζητώ συγγνώμη που η καφετιέρα ήρθε σπασμένη.',
      'Αν έχετε απορίες, γράψτε μου.',
      'Λυπούμαστε για την καθυστέρηση των εννέα ημερών.',
      'Συγγνώμη, αν και αργήσαμε, το δέμα έφυγε.',
      'Ζητούμε συγγνώμη· αν θέλετε τα χρήματά σας, τα έχετε.',
    ],
  },
  es: {
    noticed: [
      'Lamentamos si le hemos causado problemas.',
      'Pedimos disculpas por cualquier molestia.',
      'Sentimos que usted se sienta así.',
      'Disculpe las posibles molestias.',
      'Lo sentimos en caso de que llegara tarde.',
      'Perdone si nuestro compañero fue descortés.',
      'Sentimos las molestias que hayamos podido causarle.',
    ],
    passed: [
      'Siento que su tetera llegara nueve días tarde.',
      'Si tiene preguntas, escríbame.',
      'Lo siento. Si desea su dinero, se lo devuelvo.',
      'Pedimos disculpas por el retraso.',
      'Lo sentimos, y si prefiere otra tetera, dígamelo.',
      'Nos sentimos orgullosos si vuelve.',
    ],
  },
  fr: {
    noticed: [
      'Nous sommes désolés si vous avez attendu.',
      'Nous nous excusons pour tout désagrément.',
      'Je suis désolée que vous ayez ressenti cela.',
      'Nous regrettons les éventuels désagréments.',
      'Si nous vous avons blessé, nous nous excusons.',
      'Toutes nos excuses au cas où le colis serait arrivé en retard.',
      'Veuillez excuser la gêne que cela aurait pu causer.',
    ],
    passed: [
      'Je suis désolée que votre bouilloire soit arrivée avec neuf jours de retard.',
      'Si vous avez des questions, écrivez-moi.',
      'Excusez-nous pour ce retard.',
      'Nous sommes désolés, et si vous le souhaitez, nous la remplaçons.',
      'Veuillez m’excuser, s’il vous plaît, pour ce retard.',
    ],
  },
  hi: {
    noticed: [
      'अगर आपको बुरा लगा तो हमें खेद है।',
      'किसी भी असुविधा के लिए क्षमा करें।',
      'हमें खेद है कि आपको ऐसा लगा।',
      'यदि कोई परेशानी हुई तो हम माफ़ी चाहते हैं।',
      'जो असुविधा हुई हो उसके लिए हमें खेद है।',
    ],
    passed: [
      'हमें खेद है कि आपकी केतली नौ दिन देर से पहुँची।',
      'अगर आपके कोई सवाल हों, तो मुझे लिखें।',
      'देरी के लिए मैं माफ़ी चाहती हूँ।',
      'हमें खेद है। अगर आप पैसे वापस चाहते हैं, तो मिल जाएँगे।',
    ],
  },
  mn: {
    noticed: [
      'Хэрэв таныг хүлээлгэсэн бол уучлаарай.',
      'Танд таагүй санагдсан бол хүлцэл өчье.',
      'Аливаа хүндрэлд уучлалт гуйж байна.',
      'Танд ингэж санагдсанд харамсаж байна.',
      'Магадгүй хоцорсон тул уучлаарай.',
    ],
    passed: [
      'Таны данх есөн өдөр хоцорсонд уучлаарай.',
      'Хэрэв асуух зүйл байвал надад бичээрэй.',
      'Хоцорсонд уучлалт гуйж байна.',
      'Уучлаарай, хэрэв хүсвэл мөнгийг тань буцаая.',
    ],
  },
  ur: {
    noticed: [
      'اگر آپ کو برا لگا تو ہم معذرت چاہتے ہیں۔',
      'کسی بھی تکلیف کے لیے معذرت۔',
      'ہمیں افسوس ہے کہ آپ کو ایسا لگا۔',
      'جو زحمت ہوئی ہو اس کے لیے معافی۔',
    ],
    passed: [
      'ہمیں افسوس ہے کہ آپ کی کیتلی نو دن دیر سے پہنچی۔',
      'اگر آپ کا کوئی سوال ہو تو مجھے لکھیں۔',
      'دیر کے لیے میں معذرت چاہتی ہوں۔',
      'ہم معذرت چاہتے ہیں۔ اگر آپ رقم واپس چاہتے ہیں تو مل جائے گی۔',
    ],
  },
};

const UNDATED: Record<string, { noticed: string[]; passed: string[] }> = {
  en: {
    noticed: [
      'We will call you back.',
      'I’ll send you a new lid as soon as possible.',
      'Our team is going to look into it shortly.',
      'You will receive your refund soon.',
      'A colleague will get back to you.',
      'We will refund you by 12 February 2026.',
    ],
    passed: [
      'We will call you back by 12 March.',
      'I’ll send you a new lid tomorrow.',
      'You will receive your refund within 3 business days.',
      'We have sent the lid.',
      'We will never sell your address.',
      'We will not charge you again.',
      'We check every parcel.',
      'You will send us a picture, I hope.',
      'We will replace it this week.',
      'A colleague will get back to you on Friday.',
    ],
  },
  de: {
    noticed: [
      'Wir werden Sie anrufen.',
      'Wir melden uns bei Ihnen.',
      'Ich schicke Ihnen einen neuen Deckel.',
      'Wir werden das schnellstmöglich prüfen.',
      'Sie werden Ihr Geld bald erhalten.',
    ],
    passed: [
      'Wir rufen Sie am 12. März an.',
      'Wir melden uns bis Freitag bei Ihnen.',
      'Ich schicke Ihnen morgen einen neuen Deckel.',
      'Wir werden das innerhalb von 3 Werktagen prüfen.',
      'Wir haben das Geld überwiesen.',
      'Wir prüfen jede Sendung.',
      'Wir werden nicht noch einmal abbuchen.',
      'Wir schicken Ihnen den Deckel bis 12.03.2026.',
    ],
  },
  el: {
    noticed: ['Θα σας καλέσουμε.', 'Θα σας στείλω νέα καφετιέρα σύντομα.', 'Θα λάβετε τα χρήματά σας.', 'Θα εξετάσουμε το θέμα.'],
    passed: [
      'Θα σας καλέσουμε έως τις 12 Μαρτίου.',
      'Θα σας στείλω νέα καφετιέρα αύριο.',
      'Θα λάβετε τα χρήματά σας εντός 3 εργάσιμων ημερών.',
      'Σας στείλαμε νέα καφετιέρα.',
      'Δεν θα σας χρεώσουμε ξανά.',
      'Θα σας καλέσω την Παρασκευή.',
    ],
  },
  es: {
    noticed: [
      'Le llamaremos.',
      'Voy a enviarle una tapa nueva.',
      'Recibirá su dinero pronto.',
      'Nos pondremos en contacto con usted lo antes posible.',
    ],
    passed: [
      'Le llamaremos antes del 12 de marzo.',
      'Voy a enviarle una tapa nueva mañana.',
      'Recibirá su dinero en 3 días hábiles.',
      'Le hemos enviado la tapa.',
      'No le cobraremos otra vez.',
      'Le llamaremos el viernes.',
    ],
  },
  fr: {
    noticed: [
      'Nous vous rappellerons.',
      'Je vais vous envoyer un nouveau couvercle.',
      'Vous recevrez votre remboursement bientôt.',
      'Nous vérifierons cela dès que possible.',
    ],
    passed: [
      'Nous vous rappellerons avant le 12 mars.',
      'Je vais vous envoyer un nouveau couvercle demain.',
      'Vous recevrez votre remboursement sous 3 jours ouvrés.',
      'Nous vous avons envoyé le couvercle.',
      'Nous vous rappellerons vendredi.',
    ],
  },
  hi: {
    noticed: ['हम आपको कॉल करेंगे।', 'हम आपके पैसे जल्द वापस करेंगे।', 'मैं नया ढक्कन भेजूँगी।', 'हम जाँच करेंगे।'],
    passed: [
      'हम आपको 12 मार्च तक कॉल करेंगे।',
      'हम आपको १२ मार्च तक कॉल करेंगे।',
      'मैं कल नया ढक्कन भेजूँगी।',
      'हम 3 दिनों के भीतर पैसे वापस करेंगे।',
      'हमने ढक्कन भेज दिया है।',
      'हम शुक्रवार को कॉल करेंगे।',
    ],
  },
  mn: {
    noticed: ['Бид тан руу залгана.', 'Бид мөнгийг тань удахгүй буцааж өгнө.', 'Би шинэ таг илгээнэ.', 'Бид шалгана.'],
    passed: [
      'Бид 3 сарын 12-ны дотор тан руу залгана.',
      'Би маргааш шинэ таг илгээнэ.',
      'Бид ажлын 3 өдрийн дотор мөнгийг тань буцаана.',
      'Бид тагийг илгээсэн.',
      'Бид баасан гарагт залгана.',
    ],
  },
  ur: {
    noticed: ['ہم آپ کو فون کریں گے۔', 'ہم آپ کی رقم جلد واپس کریں گے۔', 'میں نیا ڈھکن بھیجوں گی۔', 'ہم جانچ کریں گے۔'],
    passed: [
      'ہم آپ کو 12 مارچ تک فون کریں گے۔',
      'ہم آپ کو ۱۲ مارچ تک فون کریں گے۔',
      'میں کل نیا ڈھکن بھیجوں گی۔',
      'ہم 3 دن کے اندر رقم واپس کریں گے۔',
      'ہم نے ڈھکن بھیج دیا ہے۔',
      'ہم جمعہ کو فون کریں گے۔',
    ],
  },
};

const BLAME: Record<string, { noticed: string[]; passed: string[] }> = {
  en: {
    noticed: [
      'You should have read the terms.',
      'You failed to tell us your address.',
      'This was your own mistake.',
      'As we already told you, it takes nine days.',
      'You did not check the parcel.',
      'Had you read the manual, it would work.',
      'You misunderstood the offer.',
      'You claim that it broke.',
    ],
    passed: [
      'You should have received it on Friday.',
      'It was not your fault.',
      'You did not receive what you paid for.',
      'It was our mistake.',
      'You told us in time.',
      'You could have had it a week earlier, and that is on us.',
    ],
  },
  de: {
    noticed: [
      'Sie hätten die Bedingungen lesen müssen.',
      'Das war Ihr eigener Fehler.',
      'Wie wir Ihnen bereits mitgeteilt haben, dauert es.',
      'Sie haben die Anleitung nicht gelesen.',
      'Sie haben es versäumt, uns zu schreiben.',
      'Sie behaupten, es sei kaputt.',
      'Daran sind Sie selbst schuld.',
    ],
    passed: [
      'Sie hätten es am Freitag erhalten müssen.',
      'Es war nicht Ihr Fehler.',
      'Das war unser Fehler.',
      'Sie haben die Ware nicht bekommen.',
      'Sie haben uns rechtzeitig geschrieben.',
    ],
  },
  el: {
    noticed: [
      'Ήταν δικό σας λάθος.',
      'Δεν διαβάσατε τους όρους.',
      'Όπως σας έχουμε ήδη εξηγήσει, αργεί.',
      'Ξεχάσατε να μας γράψετε.',
      'Θα έπρεπε να είχατε διαβάσει τις οδηγίες.',
      'Ισχυρίζεστε ότι έσπασε.',
    ],
    passed: ['Δεν ήταν δικό σας λάθος.', 'Ήταν δικό μας λάθος.', 'Δεν λάβατε το δέμα.', 'Θα έπρεπε να έχετε λάβει το δέμα την Παρασκευή.'],
  },
  es: {
    noticed: [
      'Debería haber leído las condiciones.',
      'Fue su propio error.',
      'Como ya le hemos explicado, tarda nueve días.',
      'Usted no leyó las instrucciones.',
      'Usted olvidó avisarnos.',
      'La culpa es culpa suya.',
    ],
    passed: ['Debería haber recibido el paquete el viernes.', 'No fue culpa suya.', 'Fue nuestro error.', 'Usted no recibió lo que pagó.'],
  },
  fr: {
    noticed: [
      'Vous auriez dû lire les conditions.',
      'C’est votre erreur.',
      'Comme nous vous l’avons déjà expliqué, cela prend neuf jours.',
      'Vous n’avez pas lu la notice.',
      'Vous avez oublié de nous écrire.',
      'Vous prétendez que le couvercle est cassé.',
    ],
    passed: [
      'Vous auriez dû recevoir le colis vendredi.',
      'Ce n’est pas votre faute.',
      'C’est notre erreur.',
      'Vous n’avez pas reçu votre colis.',
    ],
  },
  hi: {
    noticed: ['यह आपकी गलती है।', 'आपको शर्तें पढ़नी चाहिए थी।', 'आपने निर्देश नहीं पढ़े।', 'जैसा कि हमने पहले बताया, इसमें समय लगता है।', 'आपने गलत समझा।'],
    passed: ['यह आपकी गलती नहीं है।', 'यह हमारी गलती है।', 'आपने कुछ गलत नहीं किया।', 'आपको यह शुक्रवार को मिलना चाहिए था।'],
  },
  mn: {
    noticed: ['Энэ таны буруу.', 'Та нөхцөлийг унших ёстой байсан.', 'Та зааврыг уншаагүй байна.', 'Та буруу ойлгосон байна.'],
    passed: ['Энэ таны буруу биш.', 'Энэ бол бидний алдаа.', 'Та баасан гарагт хүлээн авах ёстой байсан.', 'Та илгээмжээ аваагүй байна.'],
  },
  ur: {
    noticed: [
      'یہ آپ کی غلطی ہے۔',
      'آپ کو شرائط پڑھنی چاہیے تھی۔',
      'آپ نے ہدایات نہیں پڑھیں۔',
      'جیسا کہ ہم نے پہلے بتایا، اس میں وقت لگتا ہے۔',
      'آپ نے غلط سمجھا۔',
    ],
    passed: ['یہ آپ کی غلطی نہیں ہے۔', 'یہ ہماری غلطی ہے۔', 'آپ نے کچھ غلط نہیں کیا۔', 'آپ کو یہ جمعہ کو ملنا چاہیے تھا۔'],
  },
};

const rows = (table: typeof BLAME, kind: 'noticed' | 'passed'): [string, string][] =>
  Object.entries(table).flatMap(([language, said]) => said[kind].map((text): [string, string] => [language, text]));

describe('an apology that leaves open whether anything happened', () => {
  test.each(rows(CONDITIONAL, 'noticed'))('is noticed in %s: %s', (language, text) =>
    expect(notices('conditional_apology', text, language)).toBe(true),
  );
  test.each(rows(CONDITIONAL, 'passed'))('is not heard in %s: %s', (language, text) =>
    expect(notices('conditional_apology', text, language)).toBe(false),
  );
});

describe('a promise without a date', () => {
  test.each(rows(UNDATED, 'noticed'))('is noticed in %s: %s', (language, text) =>
    expect(notices('undated_promise', text, language)).toBe(true),
  );
  test.each(rows(UNDATED, 'passed'))('is not heard in %s: %s', (language, text) =>
    expect(notices('undated_promise', text, language)).toBe(false),
  );
});

describe('blame', () => {
  test.each(rows(BLAME, 'noticed'))('is noticed in %s: %s', (language, text) => expect(notices('blame', text, language)).toBe(true));
  test.each(rows(BLAME, 'passed'))('is not heard in %s: %s', (language, text) => expect(notices('blame', text, language)).toBe(false));
});

/** The shop closes at five; Monday was the second of March. */
const OFFERED: [language: string, text: string, dueAt: string][] = [
  ['en', 'We call you back by 12 March.', '2026-03-12T17:00:00.000Z'],
  ['en', 'We will call you back by March 12th, 2026.', '2026-03-12T17:00:00.000Z'],
  ['en', 'I will send the lid on Friday.', '2026-03-06T17:00:00.000Z'],
  ['en', 'I will send the lid on Monday.', '2026-03-09T17:00:00.000Z'],
  ['en', 'We will refund you within 3 business days.', '2026-03-05T12:00:00.000Z'],
  ['en', 'We will answer within 24 hours.', '2026-03-03T12:00:00.000Z'],
  ['en', 'We will write to you tomorrow.', '2026-03-03T17:00:00.000Z'],
  ['en', 'We will pay on 2026-03-14.', '2026-03-14T17:00:00.000Z'],
  ['en', 'We will send it between 10 March and 12 March.', '2026-03-12T17:00:00.000Z'],
  ['en', 'We will call you on 5 January 2027.', '2027-01-05T17:00:00.000Z'],
  ['de', 'Wir rufen Sie bis zum 12. März zurück.', '2026-03-12T17:00:00.000Z'],
  ['de', 'Wir erstatten Ihnen das Geld bis 12.3.2026.', '2026-03-12T17:00:00.000Z'],
  ['de', 'Wir melden uns bis Freitag bei Ihnen.', '2026-03-06T17:00:00.000Z'],
  ['de', 'Wir werden das in zwei Wochen prüfen.', '2026-03-16T17:00:00.000Z'],
  ['el', 'Θα σας καλέσουμε έως τις 12 Μαρτίου.', '2026-03-12T17:00:00.000Z'],
  ['el', 'Θα σας στείλουμε τα χρήματα έως την Παρασκευή.', '2026-03-06T17:00:00.000Z'],
  ['el', 'Θα σας πληρώσουμε στις 12/03/2026.', '2026-03-12T17:00:00.000Z'],
  ['es', 'Le llamaremos antes del 12 de marzo de 2026.', '2026-03-12T17:00:00.000Z'],
  ['es', 'Le enviaremos la tapa el viernes.', '2026-03-06T17:00:00.000Z'],
  ['fr', 'Nous vous rappellerons avant le 12 mars.', '2026-03-12T17:00:00.000Z'],
  ['fr', 'Nous vous rembourserons sous 3 jours ouvrés.', '2026-03-05T12:00:00.000Z'],
  ['hi', 'हम आपको १२ मार्च तक कॉल करेंगे।', '2026-03-12T17:00:00.000Z'],
  ['hi', 'हम शुक्रवार को कॉल करेंगे।', '2026-03-06T17:00:00.000Z'],
  ['mn', 'Бид 3 сарын 12-ны дотор тан руу залгана.', '2026-03-12T17:00:00.000Z'],
  ['mn', 'Бид баасан гарагт залгана.', '2026-03-06T17:00:00.000Z'],
  ['ur', 'ہم آپ کو ۱۲ مارچ تک فون کریں گے۔', '2026-03-12T17:00:00.000Z'],
  ['ur', 'ہم جمعہ کو فون کریں گے۔', '2026-03-06T17:00:00.000Z'],
];

describe('a date somebody will wait for', () => {
  test.each(OFFERED)('is offered as a promise in %s: %s', (language, text, dueAt) => {
    expect(checkAnswer({ next: text }, language, on()).filter(({ kind }) => kind === 'promise_offered')).toMatchObject([
      { kind: 'promise_offered', part: 'next', text, dueAt },
    ]);
  });

  test.each([
    ['a day that has passed', 'We will send it by 12 February.'],
    ['a date that two countries read differently', 'We will send it by 03/04/2026.'],
    ['a day on which nothing is promised', 'Your order of 12 March was late.'],
    ['no day at all', 'We will call you.'],
  ])('is not made of %s', (_, text) => expect(kinds(text, 'en')).not.toContain('promise_offered'));

  test('is not offered again once it is a promise on the case', () => {
    const text = 'We call you back by 12 March.';
    const promised = makePromise(opened(), { text, dueAt: '2026-03-12T17:00:00.000Z' }, doing(maya)).after;
    expect(kinds(text, 'en')).toEqual(['promise_offered']);
    expect(kinds(text, 'en', on(promised))).toEqual([]);
  });
});

const SORRY: [string, string][] = [
  ['en', 'We are sorry that it is late.'],
  ['de', 'Es tut uns leid, dass es zu spät kam.'],
  ['el', 'Ζητούμε συγγνώμη για την καθυστέρηση.'],
  ['es', 'Sentimos el retraso.'],
  ['fr', 'Nous sommes désolés de ce retard.'],
  ['hi', 'देरी के लिए हमें खेद है।'],
  ['mn', 'Хоцорсонд уучлаарай.'],
  ['ur', 'دیر کے لیے ہم معذرت چاہتے ہیں۔'],
];

describe('a second apology', () => {
  test.each(SORRY)('for the same thing is noticed in %s: %s', (language, text) => {
    const first = opened();
    const apologised = sayToCustomer(first, text, doing(maya)).after;
    expect(kinds(text, language, on(first))).toEqual([]);
    expect(kinds(text, language, on(apologised))).toEqual(['repeated_apology']);
  });

  test('for something new is right: what we sent never arrived', () => {
    const apologised = sayToCustomer(REACHED.fulfilled(), 'We are sorry that it is late.', doing(maya)).after;
    const failedAgain = DONE.not_received(apologised, {
      ...doing(maya, hoursAfter(NOON, 5)),
      by: { role: 'customer', id: null, name: 'Fern' },
    }).after;
    const text = 'I am sorry that the parcel was empty.';
    expect(kinds(text, 'en', on(apologised))).toEqual(['repeated_apology']);
    expect(kinds(text, 'en', on(failedAgain))).toEqual([]);
  });

  test('is not heard in what the customer or the law wrote', () => {
    const theirs: Case = {
      ...opened(),
      messages: [{ id: 'msg_1', from: 'customer', name: 'Fern', text: 'I am sorry to write again.', files: [], at: daysAfter(NOON, -1) }],
    };
    expect(kinds('I am sorry that it is late.', 'en', on(theirs))).toEqual([]);
  });
});

test('a good answer in five parts passes without a word', () => {
  const good = {
    apology: 'I am sorry that your kettle came nine days late.',
    understood: 'You ordered it for your mother’s birthday, and it came after it.',
    why: 'We sent it to the wrong depot. That is our mistake.',
    now: 'We have returned 38.00 to your card.',
    next: 'Lena reads your answer herself.',
  };
  expect(checkAnswer(good, 'en', on())).toEqual([]);
});

test('every remark says why and how to mend it, and which sentence it is about', () => {
  const remarks = checkAnswer(
    { apology: 'Hello Fern. We are sorry if you were offended.', next: 'We will call you.' },
    'en-GB',
    on(sayToCustomer(opened(), 'Sorry!', doing(lena)).after),
  );
  expect(remarks.map(({ kind, part, text }) => [kind, part, text])).toEqual([
    ['conditional_apology', 'apology', 'We are sorry if you were offended.'],
    ['repeated_apology', 'apology', 'We are sorry if you were offended.'],
    ['undated_promise', 'next', 'We will call you.'],
  ]);
  expect(remarks.every(({ because, fix }) => because.length > 20 && fix.length > 20)).toBe(true);
});

test('languages nobody wrote the wordings of are not looked at, and say so', () => {
  expect(checksFor('de-AT')).toHaveLength(5);
  for (const language of ['ar', 'tr', 'zh-Hans', 'pt-BR'])
    expect([checksFor(language), kinds('We are sorry if you feel so.', language)]).toEqual([[], []]);
});

test.each(Object.keys(CONDITIONAL))('what is proposed instead of an apology with an if is one without (%s)', (language) => {
  const [wrong = ''] = CONDITIONAL[language]?.noticed ?? [];
  const replacement = checkAnswer({ text: wrong }, language, on()).find(({ kind }) => kind === 'conditional_apology')?.replacement ?? '';
  expect(replacement).not.toBe('');
  expect(kinds(replacement, language)).toEqual([]);
});

import { type Phrase, said } from './answer-phrases.ts';

type Unit = 'hours' | 'open_days' | 'days' | 'weeks';

/** How one language promises, and how it names days. */
export type PromisePhrases = {
  /** Says that something will be done for the customer: it needs a date. */
  promise: Phrase;
  /** A promise only beside a date: “we call you on Friday”. */
  withDate?: RegExp;
  months: string[];
  /** Monday first. */
  weekdays: string[];
  today: RegExp;
  tomorrow: RegExp;
  /** With the groups `n` and, where the unit tells it, the kind of day. */
  within: RegExp;
  units: [RegExp, Unit][];
  numbers: string[];
  /** A time nobody can put into a calendar, yet the customer can hold us to. */
  roughly: RegExp;
  /** More ways to write a day, with the groups `d`, `m` (a number) and `y`. */
  also?: RegExp[];
};

const N = '(?<n>\\d{1,3}|NUMBERS)';
const within = (pattern: string, numbers: string[]): RegExp => said(pattern.replace('N', N).replace('NUMBERS', numbers.join('|')));

const EN = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const DE = ['eine[mnrs]?', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn'];
const EL = [
  'μία|μια|ένα|ένας',
  'δύο|δυο',
  'τρεις|τρία|τριών',
  'τέσσερις|τέσσερα|τεσσάρων',
  'πέντε',
  'έξι',
  'επτά|εφτά',
  'οκτώ|οχτώ',
  'εννέα|εννιά',
  'δέκα',
];
const ES = ['una?', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'];
const FR = ['une?', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'];
const HI = ['एक', 'दो', 'तीन', 'चार', 'पाँच|पांच', 'छह|छः', 'सात', 'आठ', 'नौ', 'दस'];
const MN = [
  'нэг',
  'хоёр',
  'гурав|гурван',
  'дөрөв|дөрвөн',
  'тав|таван',
  'зургаа|зургаан',
  'долоо|долоон',
  'найм|найман',
  'ес|есөн',
  'арав|арван',
];
const UR = ['ایک', 'دو', 'تین', 'چار', 'پانچ', 'چھ|چھے', 'سات', 'آٹھ', 'نو', 'دس'];

export const PROMISES: Record<string, PromisePhrases> = {
  en: {
    promise: {
      is: said(
        "(?:(?<!(?:you|it|that|this|which|who|there|what) )(?:will|shall)|(?:we|i|he|she|they)[’']ll|(?:am|are|is) going to)(?: (?:also|then|personally|gladly|now|immediately|certainly|be|of course)){0,2} (?:call|phone|ring|send|refund|replace|repair|fix|return|get back|contact|write|credit|pay|transfer|check|look into|investigate|let you know|come back|update|inform|tell you|deliver|ship|arrange|reply|answer|respond|correct|reimburse|exchange|collect|pick up|review|follow up|resolve|sort)~",
        "you(?: will|[’']ll) (?:receive|get|hear|have)",
      ),
      isNot: said("(?:will|shall|[’']ll) (?:not|never|no longer)", "won[’']t"),
    },
    withDate: said(
      '(?:we|i) (?:\\p{L}+ )?(?:call|phone|ring|send|refund|replace|repair|return|get back|write|credit|pay|deliver|come back|reply|answer)',
      '(?:we|i) promise',
    ),
    months: [
      'jan(?:uary)?',
      'feb(?:ruary)?',
      'mar(?:ch)?',
      'apr(?:il)?',
      'may',
      'june?',
      'july?',
      'aug(?:ust)?',
      'sept?(?:ember)?',
      'oct(?:ober)?',
      'nov(?:ember)?',
      'dec(?:ember)?',
    ],
    weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
    today: said('today', 'tonight'),
    tomorrow: said('tomorrow'),
    within: within('(?:within|in|after)(?: the next| at most)? N (?:business |working )?(?:hours?|days?|weeks?)', EN),
    units: [
      [/hour/i, 'hours'],
      [/business|working/i, 'open_days'],
      [/week/i, 'weeks'],
      [/day/i, 'days'],
    ],
    numbers: EN,
    roughly: said('(?:this|next) (?:week|month)', 'end of (?:the|this|next) (?:week|month|day)'),
  },
  de: {
    promise: {
      is: said(
        '(?:wir|ich|kolleg~|team|sie) (?:\\p{L}+ )?(?:werden?|wird) [^.!?]*(?:anrufen|zurückrufen|melden|schicken|senden|zusenden|erstatten|zurückerstatten|überweisen|ersetzen|austauschen|reparieren|liefern|prüfen|klären|informieren|kümmern|antworten|schreiben|zahlen|gutschreiben|erhalten|bekommen|hören)',
        '(?:werde|werden|wird) (?:wir|ich|sie|ihnen) [^.!?]*(?:anrufen|zurückrufen|melden|schicken|senden|zusenden|erstatten|zurückerstatten|überweisen|ersetzen|austauschen|reparieren|liefern|prüfen|klären|informieren|kümmern|antworten|schreiben|zahlen|gutschreiben)',
        '(?:wir|ich) (?:rufen?|schicken?|senden?|erstatten?|überweisen?|ersetzen?|liefern?|informieren?|antworten?|schreiben?|zahlen?) (?:sie|ihnen|ihr~)',
        '(?:wir|ich) melden? (?:uns|mich)',
        '(?:rufen?|melden?|schicken?|senden?|erstatten?|überweisen?) (?:wir|ich) (?:sie|ihnen|uns|mich|ihr~)',
      ),
      isNot: said('werden? (?:\\p{L}+ )?(?:nicht|nie|niemals|nie wieder)'),
    },
    months: [
      'januar|jänner|jan',
      'februar|feb',
      'märz|mär',
      'april|apr',
      'mai',
      'juni|jun',
      'juli|jul',
      'august|aug',
      'september|sept?',
      'oktober|okt',
      'november|nov',
      'dezember|dez',
    ],
    weekdays: ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag|sonnabend', 'sonntag'],
    today: said('heute'),
    tomorrow: said('(?<!guten )morgen'),
    within: within(
      '(?:innerhalb(?: von)?|binnen|in)(?: spätestens| den nächsten| der nächsten)? N (?:stunden?|werktag~|arbeitstag~|tag~|wochen?)',
      DE,
    ),
    units: [
      [/stunde/i, 'hours'],
      [/werktag|arbeitstag/i, 'open_days'],
      [/woche/i, 'weeks'],
      [/tag/i, 'days'],
    ],
    numbers: DE,
    roughly: said('(?:diese|nächste|kommende)[nr]? (?:woche|monat)', 'ende (?:der|dieser|nächster|des|dieses) (?:woche|monats)'),
    also: [/(?<![\d.])(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.(?:\s?(?<y>\d{4}))?(?!\d)/gu],
  },
  el: {
    promise: {
      is: said(
        'θα (?:σας |σάς |το |τα |την |τον |μας )*(?:ξανα)?(?:καλέσ|τηλεφωνήσ|στείλ|αποστείλ|επιστρέψ|αντικαταστήσ|επισκευάσ|απαντήσ|ενημερώσ|επικοινωνήσ|εξετάσ|ελέγξ|πληρώσ|παραδώσ|διορθώσ|αποζημιώσ|πιστώσ|φροντίσ|γράψ)(?:ω|ουμε|ει|ουν)',
        'θα (?:λάβετε|παραλάβετε)',
      ),
      isNot: said('δεν θα (?:σας |το )*~'),
    },
    months: [
      'ιανουαρίου',
      'φεβρουαρίου',
      'μαρτίου',
      'απριλίου',
      'μαΐου|μαίου',
      'ιουνίου',
      'ιουλίου',
      'αυγούστου',
      'σεπτεμβρίου',
      'οκτωβρίου',
      'νοεμβρίου',
      'δεκεμβρίου',
    ],
    weekdays: ['δευτέρα', 'τρίτη', 'τετάρτη', 'πέμπτη', 'παρασκευή', 'σάββατο', 'κυριακή'].map(
      (day) => `(?:την|τη|το|έως|μέχρι|ως) (?:την |τη |το )?${day}`,
    ),
    today: said('σήμερα'),
    tomorrow: said('αύριο'),
    within: within('(?:εντός|μέσα σε|σε)(?: των επόμενων)? N (?:ώρ~|εργάσιμ~(?: η?μέρ~)?|η?μέρ~|εβδομάδ~)', EL),
    units: [
      [/ώρ/i, 'hours'],
      [/εργάσιμ/i, 'open_days'],
      [/εβδομάδ/i, 'weeks'],
      [/μέρ/i, 'days'],
    ],
    numbers: EL,
    roughly: said('(?:αυτή|αυτήν) την εβδομάδα', 'την επόμενη εβδομάδα', 'τέλος (?:της εβδομάδας|του μήνα)'),
  },
  es: {
    promise: {
      is: said(
        '(?:llamar|enviar|reembolsar|devolver|reemplazar|sustituir|reparar|responder|contestar|informar|avisar|contactar|investigar|revisar|comprobar|abonar|pagar|ingresar|entregar|corregir|arreglar|resolver|escribir)(?:é|emos|á|án)',
        '(?:voy|vamos|va) a (?:llamar|enviar|reembolsar|devolver|reemplazar|sustituir|reparar|responder|contestar|informar|avisar|contactar|investigar|revisar|comprobar|abonar|pagar|entregar|corregir|resolver)~',
        '(?:nos pondremos|me pondré) en contacto',
        'recibirá',
        'tendrá (?:noticias|una respuesta)',
      ),
      isNot: said('no (?:le |lo |la |les |se )*\\p{L}+(?:é|emos|á|án)', 'nunca (?:\\p{L}+ )?\\p{L}+(?:é|emos)'),
    },
    withDate: said('(?:le|lo|la) (?:llamamos|enviamos|devolvemos|reembolsamos|llamo|envío|devuelvo)'),
    months: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'sep?tiembre', 'octubre', 'noviembre', 'diciembre'],
    weekdays: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
    today: said('hoy'),
    tomorrow: said('(?<!la )mañana'),
    within: within(
      '(?:en|dentro de|antes de)(?: un plazo de| los próximos| las próximas)? N (?:horas?|días?(?: (?:hábil|laborable)~)?|semanas?)',
      ES,
    ),
    units: [
      [/hora/i, 'hours'],
      [/hábil|laborable/i, 'open_days'],
      [/semana/i, 'weeks'],
      [/día/i, 'days'],
    ],
    numbers: ES,
    roughly: said('est[ae] (?:semana|mes)', 'la (?:próxima semana|semana que viene)', 'final(?:es)? de (?:la semana|mes)'),
  },
  fr: {
    promise: {
      is: said(
        '(?:appeler|rappeler|enverr|rembourser|remplacer|réparer|répondr|contacter|informer|tiendr|vérifier|examiner|créditer|verser|livrer|corriger|reviendr|écrir|paier|paier|règler|réexpédier|rappeller|appeller)(?:ons|ai|a|ont)',
        '(?:allons|vais|va) (?:vous |le |la |les )?(?:appeler|rappeler|envoyer|rembourser|remplacer|réparer|répondre|contacter|informer|vérifier|examiner|créditer|verser|livrer|corriger)',
        'recevrez',
        'aurez (?:une réponse|de nos nouvelles)',
      ),
      isNot: said('ne (?:vous |le |la |les )?\\p{L}+(?:ons|ai|a|ont) (?:pas|plus|jamais)'),
    },
    withDate: said(
      '(?:nous|je) vous (?:appelons|rappelons|envoyons|remboursons|livrons|répondons|appelle|rappelle|envoie|rembourse|réponds)',
    ),
    months: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
    weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    today: said("aujourd[’']hui"),
    tomorrow: said('demain'),
    within: within("(?:sous|dans|d[’']ici|en)(?: les| un délai de)? N (?:heures?|jours?(?: (?:ouvr)~)?|semaines?)", FR),
    units: [
      [/heure/i, 'hours'],
      [/ouvr/i, 'open_days'],
      [/semaine/i, 'weeks'],
      [/jour/i, 'days'],
    ],
    numbers: FR,
    roughly: said('cette semaine', 'la semaine prochaine', 'ce mois(?:-ci)?', 'fin (?:de la semaine|de semaine|du mois)'),
  },
  hi: {
    promise: {
      is: said(
        '(?:कॉल|फ़?ोन|संपर्क|वापस|लौटा|भेज|बदल|जाँच|जांच|सूचित|बता|जवाब|उत्तर|मरम्मत|ठीक|भुगतान)~(?: (?!नहीं)[\\p{L}\\p{M}]+){0,2} ?[\\p{L}\\p{M}]*(?:ेंगे|एंगे|एँगे|ूंगा|ूँगा|ऊंगा|ऊँगा|ूंगी|ूँगी|ऊंगी|ऊँगी)',
        'भेजेंगे',
        'लौटाएंगे',
        'लौटाएँगे',
        'बताएंगे',
        'बताएँगे',
        'बदलेंगे',
      ),
      isNot: said('नहीं (?:[\\p{L}\\p{M}]+ )?[\\p{L}\\p{M}]*(?:ेंगे|एंगे|एँगे|ूंगा|ूँगा|ऊंगा|ऊँगा)'),
    },
    months: ['जनवरी', 'फ़?रवरी', 'मार्च', 'अप्रैल', 'मई', 'जून', 'जुलाई', 'अगस्त', 'सितंबर|सितम्बर', 'अक्टूबर|अक्तूबर', 'नवंबर|नवम्बर', 'दिसंबर|दिसम्बर'],
    weekdays: ['सोमवार', 'मंगलवार', 'बुधवार', 'गुरुवार|बृहस्पतिवार|वीरवार', 'शुक्रवार', 'शनिवार', 'रविवार|इतवार'],
    today: said('आज'),
    tomorrow: said('कल'),
    within: within('N (?:घंटे|घंटों|घण्टे|घण्टों|कार्य ?दिवस~|कामकाजी दिन~|दिन~|सप्ताह~|हफ़?्ते|हफ़?्तों)(?: के)? (?:भीतर|अंदर|में)', HI),
    units: [
      [/घंट|घण्ट/u, 'hours'],
      [/कार्य|कामकाजी/u, 'open_days'],
      [/सप्ताह|हफ/u, 'weeks'],
      [/दिन/u, 'days'],
    ],
    numbers: HI,
    roughly: said('(?:इस|अगले) (?:सप्ताह|हफ़?्ते|महीने)'),
  },
  mn: {
    promise: {
      is: said(
        '(?:залгана|утасдана|илгээнэ|явуулна|буцаана|(?:буцааж|солж|засаж|шилжүүлж|илгээж|мэдэгдэж) өгнө|солино|засна|хариулна|хариу өгнө|мэдэгдэнэ|холбогдоно|холбоо барина|шалгана|төлнө|шилжүүлнэ|хүргэнэ|хүргэж өгнө)(?: аа| ээ)?',
      ),
    },
    months: [],
    weekdays: ['даваа', 'мягмар', 'лхагва', 'пүрэв', 'баасан', 'бямба', 'ням'].map((day) => `${day} гар[аи]г~`),
    today: said('өнөөдөр~'),
    tomorrow: said('маргааш~'),
    within: within('(?:ажлын )?N (?:ажлын )?(?:цаг|долоо хоног|хоног|өдөр|өдр)~ дотор', MN),
    units: [
      [/цаг/iu, 'hours'],
      [/ажлын/iu, 'open_days'],
      [/долоо хоног/iu, 'weeks'],
      [/хоног|өд/iu, 'days'],
    ],
    numbers: MN,
    roughly: said('(?:энэ|ирэх|дараа) (?:долоо хоног|сар)~'),
    also: [/(?:(?<y>\d{4})(?:\s?оны?)?\s)?(?<!\d)(?<m>\d{1,2})(?:-?р)?\sсарын\s(?<d>\d{1,2})/gu],
  },
  ur: {
    promise: {
      is: said(
        '(?:فون|کال|رابطہ|واپس|لوٹا|بھیج|بدل|تبدیل|جانچ|مطلع|آگاہ|بتا|جواب|مرمت|ٹھیک|ادائیگی|ادا)~(?: (?!نہیں)\\p{L}+){0,2} (?:گے|گا|گی)',
      ),
      isNot: said('نہیں (?:\\p{L}+ ){1,2}(?:گے|گا|گی)'),
    },
    months: ['جنوری', 'فروری', 'مارچ', 'اپریل', 'مئی', 'جون', 'جولائی', 'اگست', 'ستمبر', 'اکتوبر', 'نومبر', 'دسمبر'],
    weekdays: ['پیر(?= (?:کو|تک|کے|کی))', 'منگل', 'بدھ', 'جمعرات', 'جمع[ہے]', 'ہفتہ(?= (?:کو|تک))', 'اتوار'],
    today: said('آج'),
    tomorrow: said('کل'),
    within: within('N (?:گھنٹ~|(?:کام کے|کاروباری) (?:دن~|ایام)|دن~|ہفت~)(?: کے)? (?:اندر|میں)', UR),
    units: [
      [/گھنٹ/u, 'hours'],
      [/کام کے|کاروباری/u, 'open_days'],
      [/ہفت/u, 'weeks'],
      [/دن/u, 'days'],
    ],
    numbers: UR,
    roughly: said('(?:اس|اگلے) (?:ہفتے|مہینے)'),
  },
};

/** Something people say, and what only sounds like it. */
export type Phrase = { is: RegExp; isNot?: RegExp };

/** How apologies, conditions and blame are worded in one language. */
export type Phrases = {
  apology: Phrase;
  /** Beside an apology: it leaves open whether anything happened at all. */
  conditional: Phrase;
  blame: Phrase;
  /** What may be said in place of an apology with an if. */
  plainApology: string;
};

/** Whole words, any case. `~` stands for any ending: letters with their marks. */
export const said = (...wordings: string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{M}])(?:${wordings.join('|').normalize('NFC').replaceAll('~', '[\\p{L}\\p{M}]*')})(?![\\p{L}\\p{M}])`, 'giu');

export const hears = ({ is, isNot }: Phrase, sentence: string): boolean =>
  (isNot ? sentence.replaceAll(isNot, ' ') : sentence).search(is) >= 0;

const OFFENDED = 'inconvenience|trouble|upset|confusion|offen[cs]e|distress|misunderstanding|frustration|disappointment';

/** Only languages whose sentences are written out in the tests. */
export const PHRASES: Record<string, Phrases> = {
  en: {
    plainApology: 'I am sorry for what went wrong.',
    apology: {
      is: said('sorry', 'apologi[sz](?:e|es|ed|ing)', 'apolog(?:y|ies)', 'regret(?!s? to )', 'forgive us', 'your pardon'),
      isNot: said(
        '(?:no|any) need to (?:be sorry|apologi[sz]e)',
        "(?:don[’']t|not) (?:have|need) to (?:be sorry|apologi[sz]e)",
        'your apolog(?:y|ies)',
        'safe than sorry',
      ),
    },
    conditional: {
      is: said(
        "if (?!you(?: would|[’']d)?(?: still| also)? (?:want|wish|prefer|like|need|call|write|reply|send|choose|decide|have (?:\\p{L}+ )?(?:questions?|doubts?)))(?:you|we|our|my|i|this|that|it|there|any~|some~|the)",
        'in case (?:you|we|this|it|our|any~)',
        'should (?:you|we|this|it|our|any~) have',
        '(?:may|might) have (?:caused|been|felt|given|offended|upset|experienced)',
        `(?:for|about) any (?:${OFFENDED})`,
        'you (?:feel|felt|think|thought|perceived)',
      ),
    },
    blame: {
      is: said(
        "you (?:really )?should(?: not|n[’']t)? have (?!received|got|been|had|heard)~",
        'you (?:ought to|could) have (?!received|got|been|had|heard)~',
        'you (?:have )?failed to',
        "you (?:did not|didn[’']t|never) (?:read|follow|check|provide|tell|inform|contact|mention|notice|look|respond|reply|ask)",
        'your (?:own )?(?:fault|mistake|error|negligence|carelessness|misunderstanding)',
        'you (?:have )?(?:misunderstood|misread|overlooked|forgot|forgotten|neglected)',
        "(?:as|like) (?:we|i)(?: have|[’']ve)? (?:already|previously) (?:told|explained|said|stated|mentioned|informed)",
        'had you (?:read|checked|followed|told|contacted)',
        'if you had (?:read|checked|followed|told|contacted)',
        'you claim(?: that)?',
      ),
      isNot: said("(?:not|never|isn[’']t|wasn[’']t|nor) (?:\\p{L}+ )?your (?:own )?(?:fault|mistake|error)"),
    },
  },
  de: {
    plainApology: 'Es tut mir leid, was schiefgegangen ist.',
    apology: {
      is: said('(?:tut|täte|tat) [^.!?]{0,40}leid', 'leid(?: \\p{L}+)? tut', 'entschuldig~', 'bedauer~', 'verzeih~'),
      isNot: said('(?:brauchen|müssen) sich (?:\\p{L}+ ){0,3}(?:nicht )?(?:zu )?entschuldigen', 'ihre entschuldigung'),
    },
    conditional: {
      is: said(
        '(?:falls|sofern)(?![^,.;]*(?:möchten|wollen|wünschen|mögen|fragen|brauchen|benötigen))',
        'wenn (?:sie|ihnen|wir|es|das|dies~|unser~|etwas|sich)(?![^,.;]*(?:möchten|wollen|wünschen|mögen|fragen|brauchen|benötigen))',
        '(?<=^|[,;:–-]\\s)sollten? (?:sie|wir|ihnen|es|der|die|das|dies~|unser~|etwas)(?![^,.;]*(?:fragen|möchten|wünschen))',
        'für den fall, dass',
        '(?:etwaige|eventuelle|mögliche|allfällige|jegliche)~ (?:unannehmlichkeit|umständ|ärger|missverständnis)~',
        'dass sie [^.;]*(?:empfinden|empfunden haben|so sehen|gefühl haben|eindruck haben|fühlen|gefühlt haben)',
      ),
    },
    blame: {
      is: said(
        'sie hätten (?![^.!?]*(?:erhalten|bekommen|informiert werden))[^.!?]*(?:müssen|sollen|können)',
        'hätten sie (?![^.!?]*(?:erhalten|bekommen))[^.!?]*(?:gelesen|geprüft|beachtet|gesagt|gemeldet|geschrieben)',
        'ihr(?:e[mnrs]?)? (?:eigene[mnrs]? )?(?:fehler~|verschulden~|schuld|versehen|nachlässigkeit|missverständnis)',
        'selbst schuld',
        'wie (?:wir |ich )?(?:ihnen )?(?:bereits|schon) (?:mehrfach |mehrmals )?(?:erklärt|mitgeteilt|gesagt|erwähnt|geschrieben)',
        'sie haben [^.!?]*(?:versäumt|vergessen|missverstanden|übersehen)',
        'sie haben [^.!?]*nicht (?:gelesen|beachtet|befolgt|geprüft|mitgeteilt|angegeben|gemeldet)',
        'sie behaupten',
      ),
      isNot: said('nicht ihr(?:e[mnrs]?)? (?:eigene[mnrs]? )?(?:fehler~|verschulden~|schuld|versehen)', 'keine? schuld'),
    },
  },
  el: {
    plainApology: 'Λυπάμαι για ό,τι πήγε στραβά.',
    apology: {
      is: said('συγγ?νώμ~', 'λυπ(?:άμαι|ούμαι|ούμαστε|όμαστε)', 'απολογούμ~', 'συγχωρ~'),
      isNot: said('δεν (?:χρειάζεται|πρέπει) να (?:ζητήσετε συγγνώμη|απολογηθείτε)'),
    },
    conditional: {
      is: said(
        '(?:αν|εάν)(?! και)(?! (?:το |μας |την |τον |τα )?(?:θέλετε|επιθυμείτε|προτιμάτε|χρειάζεστε|χρειαστείτε|έχετε (?:\\p{L}+ )?(?:ερωτήσεις|απορίες|ερώτηση|απορία)))',
        'σε περίπτωση που',
        'τυχόν',
        'ενδεχόμεν~',
        'οποιαδήποτε (?:ταλαιπωρία|αναστάτωση|ενόχληση|δυσαρέσκεια)',
        'που (?:νιώθετε|νιώσατε|αισθάνεστε|αισθανθήκατε|θεωρείτε|νομίζετε|πιστεύετε)',
      ),
    },
    blame: {
      is: said(
        'έπρεπε να (?:είχατε|έχετε) (?!λάβει|πάρει|ενημερωθεί)~',
        '(?:δικό|δική) σας (?:λάθος|σφάλμα|ευθύνη|φταίξιμο|παράλειψη)',
        '(?:λάθος|σφάλμα|υπαιτιότητά|αμέλειά|παράλειψή) σας',
        'φταίτε',
        'δεν (?:το |τις |την |τον |μας )?(?:διαβάσατε|ελέγξατε|ακολουθήσατε|τηρήσατε|ενημερώσατε|προσέξατε|δηλώσατε|αναφέρατε)',
        'όπως (?:σας )?(?:έχουμε |έχω )?(?:ήδη )?(?:σας )?(?:εξηγήσ|αναφέρ|είπ|ενημερώσ|γράψ)~ ήδη',
        'όπως (?:σας )?(?:έχουμε |έχω )?ήδη (?:σας )?(?:εξηγήσ|αναφέρ|είπ|πει|ενημερώσ|γράψ)~',
        '(?:παρεξηγήσατε|παραλείψατε|ξεχάσατε|ισχυρίζεστε)',
      ),
      isNot: said('δεν (?:είναι|ήταν) (?:δικό |δική )?(?:σας )?(?:λάθος|σφάλμα|ευθύνη|υπαιτιότητά)(?: σας)?', 'δεν φταίτε'),
    },
  },
  es: {
    plainApology: 'Siento lo que ha salido mal.',
    apology: {
      is: said('siento', 'sentimos', 'lament(?:o|amos)', 'disculp~', 'perd[oó]n~'),
      isNot: said('nos sentimos', 'me siento', 'no (?:tiene|hace falta|necesita) (?:que )?(?:disculparse|pedir (?:perdón|disculpas))'),
    },
    conditional: {
      is: said(
        'si (?!(?:usted |ustedes )?(?:lo |la |nos |así lo )?(?:desea|quiere|prefiere|necesita|requiere|gusta|le parece|tiene (?:\\p{L}+ )?(?:preguntas?|dudas?|consultas?)))\\p{L}+',
        'en caso de(?! dudas?)',
        'por si',
        'cualquier (?:posible )?(?:molestia|inconveniente|inconveniencia|malestar|trastorno)',
        '(?:posibles|eventuales) (?:molestias|inconvenientes)',
        'pudi(?:era|ese|eran|esen|éramos)',
        'hay(?:a|amos|an) podido',
        'que (?:usted )?(?:se )?(?:sienta|sintiera|sintiese|haya sentido|piense|crea|considere|opine)',
      ),
    },
    blame: {
      is: said(
        '(?:debería|tendría que|tenía que|debió|debiera) haber (?!recibido|llegado|sido|tenido)~',
        '(?:por )?su (?:propia |propio )?(?:culpa|error|fallo|descuido|negligencia|malentendido)',
        'culpa suya',
        'usted no (?:nos )?(?:leyó|comprobó|siguió|revisó|informó|indicó|facilitó|avisó|contestó)',
        'no (?:ha )?(?:leído|leyó) (?:usted )?(?:bien |las |los |el |la )~',
        'como ya (?:le )?(?:hemos |he )?(?:explic|dij|dich|inform|comunic|indic)~',
        'usted (?:olvidó|malinterpretó|entendió mal|se equivocó)',
        'usted (?:afirma|alega|pretende) que',
      ),
      isNot: said('no (?:es|fue|ha sido|era) (?:por )?(?:su (?:propia |propio )?(?:culpa|error|fallo)|culpa suya)'),
    },
  },
  fr: {
    plainApology: 'Je vous présente mes excuses pour ce qui s’est mal passé.',
    apology: {
      is: said('désolée?s?', 'excus~', 'pardon~', 'regrett~', 'navrée?s?'),
      isNot: said("vous n[’']avez pas à vous excuser", 'ne vous excusez pas'),
    },
    conditional: {
      is: said(
        "si (?!vous (?:le |la |nous )?(?:souhaitez|voulez|désirez|préférez|avez (?:besoin|(?:des|une|d[’']autres|la moindre|\\p{L}+) ?questions?)))(?:vous|nous|notre|nos|cela|ça|cette|ce|cet|votre|quelqu~|quelque|jamais|on|je|un|une|le|la|les|des)",
        "s[’']ils?(?! vous pla)",
        'au cas où',
        'dans le cas où',
        'tou(?:t|te|s|tes) (?:désagrément|gêne|inconvénient|contrariété|contretemps|inconfort)s?',
        'éventuel~',
        'aur(?:ait|aient|ions) pu',
        '(?:a|ont|avons) pu vous',
        "que vous (?:ayez (?:pu |ressenti|trouvé|eu l[’']impression)|ressentiez|pensiez|trouviez|estimiez|vous sentiez)~",
      ),
    },
    blame: {
      is: said(
        'vous auriez (?:dû|pu) (?!recevoir|être|avoir)~',
        'votre (?:propre )?(?:faute|erreur|négligence|oubli|malentendu|inattention)',
        "vous n[’'](?:avez|aviez) pas (?:bien )?(?:lu|vérifié|suivi|respecté|précisé|indiqué|communiqué|prévenu|signalé)",
        "comme (?:nous|je) (?:vous )?l?[’']?(?:avons|ai) déjà (?:expliqué|dit|indiqué|écrit|précisé|signalé)",
        'vous avez (?:mal (?:compris|lu)|oublié|omis|négligé)',
        'vous prétendez',
      ),
      isNot: said("(?:n[’']est|n[’']était|n[’']a) (?:pas|en rien|jamais)(?: été)? (?:de )?votre (?:propre )?(?:faute|erreur)"),
    },
  },
  hi: {
    plainApology: 'जो गलत हुआ, उसका मुझे खेद है।',
    apology: {
      is: said('माफ़?ी', 'माफ़? कर~', 'क्षमा~', 'खेद', 'अफ़?सोस'),
      isNot: said('माफ़?ी (?:माँगने|मांगने) की (?:कोई )?(?:ज़?रूरत|आवश्यकता) नहीं'),
    },
    conditional: {
      is: said(
        '(?:अगर|यदि)(?!(?:(?! तो )[^।,])*(?:चाहें|चाहते|चाहती|सवाल|प्रश्न|ज़?रूरत|आवश्यकता))',
        'किसी भी (?:प्रकार की |तरह की )?(?:असुविधा|परेशानी|तकलीफ़?|कष्ट)',
        '(?:हुई|पहुँची|पहुंची) हो',
        'आपको (?:ऐसा|यह) (?:लगा|लगता|लग|महसूस)',
        'शायद',
      ),
    },
    blame: {
      is: said(
        'आपकी (?:अपनी |ही |खुद की )?(?:ग़?लती|लापरवाही|भूल)(?![^।,]*नहीं)',
        'आपको [^।]*(?<!मिलना )(?<!मिलनी )(?<!मिल जाना )(?<!पहुँचना )चाहिए थ[ाीे]',
        'आपने [^।]*नहीं (?:पढ़ा|पढ़ी|पढ़े|देखा|बताया|जाँचा|जांचा|माना)',
        'जैसा कि (?:हम|मैं)ने (?:आपको )?पहले (?:ही |भी )?(?:बताया|समझाया|कहा)',
        'आपने ग़?लत समझा',
        'आप भूल गए',
      ),
    },
  },
  mn: {
    plainApology: 'Болсон явдалд хүлцэл өчье.',
    apology: { is: said('уучла~', 'уучил~', 'хүлцэл', 'харамсаж'), isNot: said('уучлал гуйх (?:\\p{L}+ )?(?:шаардлагагүй|хэрэггүй)') },
    conditional: {
      is: said(
        '(?:хэрэв|хэрвээ)(?![^,.;]*(?:хүсвэл|хүсэж|асуух|асуулт|шаардлагатай|хэрэгтэй))',
        '\\p{L}+(?:сан|сэн|сон|сөн|гүй) бол(?! (?:ч|нь))',
        'аливаа',
        'магадгүй',
        'байж (?:болох|магад)~',
        '(?:ингэж|тэгж|гэж) (?:санагд|мэдэр)~',
      ),
    },
    blame: {
      is: said(
        'таны (?:өөрийн )?(?:буруу|алдаа|хайхрамжгүй~)(?![^.!?]*биш)',
        '(?:та|таныг) [^.!?]*(?<!авах )(?:ёстой|хэрэгтэй) байсан',
        '(?:та|таныг) [^.!?]*(?:буруу ойлгосон|мартсан|анхаараагүй|уншаагүй|шалгаагүй|мэдэгдээгүй)',
        'өмнө нь (?:\\p{L}+ ){0,2}(?:тайлбарласан|хэлсэн|мэдэгдсэн)(?: (?:шүү|байсан|шиг))',
        '(?:тайлбарласан|хэлсэн|мэдэгдсэн)чилан',
      ),
    },
  },
  ur: {
    plainApology: 'جو غلط ہوا، اس کا مجھے افسوس ہے۔',
    apology: { is: said('معذرت', 'معافی', 'معاف', 'افسوس', 'شرمندہ'), isNot: said('معافی مانگنے کی (?:کوئی )?ضرورت نہیں') },
    conditional: {
      is: said(
        'اگر(?!(?:(?! تو )[^۔،])*(?:چاہیں|چاہتے|چاہتی|سوال|ضرورت))',
        'کسی بھی (?:قسم کی )?(?:تکلیف|زحمت|پریشانی|دقت)',
        '(?:ہوئی|پہنچی) ہو',
        'آپ کو (?:ایسا|یہ) (?:لگا|لگتا|لگ|محسوس)',
        'شاید',
      ),
    },
    blame: {
      is: said(
        'آپ کی (?:اپنی |ہی )?(?:غلطی|کوتاہی|لاپرواہی|لاپروائی)(?![^۔،]*نہیں)',
        'آپ کا (?:اپنا |ہی )?قصور(?![^۔،]*نہیں)',
        'آپ کو [^۔]*(?<!ملنا )(?<!ملنی )(?<!مل جانا )(?<!پہنچنا )چاہ(?:ی|ئ)ے تھ[ایے]',
        'آپ نے [^۔]*نہیں (?:پڑھا|پڑھی|پڑھیں|دیکھا|بتایا|جانچا|مانا)',
        'جیسا کہ (?:ہم|میں) نے (?:آپ کو )?پہلے (?:ہی |بھی )?(?:بتایا|سمجھایا|کہا)',
        'آپ نے غلط سمجھا',
        'آپ بھول گئے',
      ),
    },
  },
};

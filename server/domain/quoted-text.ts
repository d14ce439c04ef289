const FROM = 'from|von|de|από|kimden|илгээгч|प्रेषक|منجانب|من|发件人|寄件者|da|van|fra|från';
/** The heads of a quoted mail as Outlook writes them: “From: …”, then at least two of the others. */
const HEAD_FIRST = new RegExp(`^[>\\s*_]*(?:${FROM})\\s?\\*?\\s?[:：]\\*?\\s?\\S`, 'iu');
const HEAD =
  /^[>\s*_]*(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado(?: el)?|fecha|para|asunto|enviada(?: em)?|data|assunto|στάλθηκε|ημερομηνία|προς|θέμα|gönderildi|gönderme|tarih|kime|konu|илгээсэн|огноо|хэнд|гарчиг|भेजा गया|दिनांक|प्रति|विषय|بھیجا|تاریخ|بنام|موضوع|الإرسال|التاريخ|إلى|الموضوع|发送时间|日期|收件人|主题)\s?\*?\s?[:：]/iu;
const SEPARATOR =
  /^[>\s]*(?:[-_=]{2,}\s*(?:original message|ursprüngliche nachricht|original-nachricht|message d['’]origine|message original|mensaje original|mensagem original|αρχικό μήνυμα|orijinal (?:mesaj|ileti)|анхны зурвас|मूल संदेश|اصل پیغام|الرسالة الأصلية|原始邮件|原邮件|forwarded message)\s*[-_=]{2,}|_{20,})\s*$/iu;
/** “On … wrote:” in the languages of our customers and their neighbours. */
const WROTE =
  /(?:wrote|writes|schrieb|a écrit|escribió|escreveu|έγραψε|yazdı|ha scritto|schreef|skrev|бичсэн|бичжээ|ने लिखा|نے لکھا|كتب|写道|寫道)[^\n]{0,80}[:：]?\s*$/iu;
const ATTRIBUTION_START = /^(?:on|am|le|el|em|στις|tarihinde|il|op|den|в|дээр|को|في|在|\d)/iu;
const QUOTED = /^\s*>/;
const SIGNATURE = /^-- ?$/;
const DEVICE =
  /^(?:sent from my|get outlook for|von meinem .{2,30} gesendet|gesendet von|envoyé de(?:puis)? mon|enviado desde mi|enviado do meu|στάλθηκε από|iphone'umdan gönderildi|أُرسلت من|发自我的)/iu;

/**
 * What a person newly wrote in an answer: without the mail they answer, its head and their signature. Words between and
 * below quoted lines are theirs and stay.
 */
export function newWordsOf(mail: string): string {
  const lines = mail.replaceAll('\r\n', '\n').split('\n');
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (SIGNATURE.test(line) || DEVICE.test(line.trim()) || SEPARATOR.test(line) || isHeadOfMail(lines, i)) {
      const rest = kept.join('\n').trim();
      if (rest) return rest;
      continue; // they wrote below what they quote
    }
    if (QUOTED.test(line)) continue;
    const length = attributionAt(lines, i);
    if (length === 0) {
      kept.push(line);
      continue;
    }
    i += length - 1;
    if (!isFollowedByQuote(lines, i + 1) && kept.join('').trim()) break; // the quoted mail follows without marks
  }
  return kept
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function isHeadOfMail(lines: string[], at: number): boolean {
  if (!HEAD_FIRST.test(lines[at] ?? '')) return false;
  return lines.slice(at + 1, at + 8).filter((line) => HEAD.test(line)).length >= 2;
}

/** How many lines, at most three, the words “On … wrote:” take here; 0 when they are none. */
function attributionAt(lines: string[], at: number): number {
  const first = (lines[at] ?? '').trim();
  if (!first) return 0;
  for (let length = 1; length <= 3; length++) {
    const part = lines.slice(at, at + length).map((line) => line.trim());
    if (part.some((line) => line === '' || QUOTED.test(line))) return 0;
    const joined = part.join(' ');
    if (joined.length >= 300) return 0;
    const namesSomebody = /<[^\s<>]+@[^\s<>]+>|\d{1,2}[:.]\d{2}|\d{4}/.test(joined);
    if (namesSomebody && WROTE.test(joined) && ATTRIBUTION_START.test(joined)) return length;
    if (/[:：]$/.test(joined) && namesSomebody && /@/.test(joined) && isFollowedByQuote(lines, at + length)) return length;
  }
  return 0;
}

const isFollowedByQuote = (lines: string[], from: number): boolean =>
  QUOTED.test(lines.slice(from, from + 4).find((line) => line.trim() !== '') ?? '');

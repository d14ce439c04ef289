import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { later } from './fixtures/database.ts';
import { openShops, type Shop } from './fixtures/shop.ts';

/** What customers wrote, by the language they wrote in. */
const STORIES = {
  english: 'My kettle never arrived, and the courier’s e-mail says “delivered”.',
  french: 'La cafetière est arrivée fêlée, et personne ne répond.',
  german: 'Der Wasserkocher ist kaputt, die Straße steht unter Wasser.',
  greek: 'Η καφετιέρα ήρθε σπασμένη και κανείς δεν απαντά.',
  hindi: 'मेरी केतली नहीं आई, किसी ने उत्तर नहीं दिया।',
  urdu: 'میری کیتلی نہیں پہنچی، کوئی جواب نہیں دیتا۔',
  arabic: 'لم تصل الغلاية، ولا أحد يجيب.',
  mongolian: 'Миний данх ирсэнгүй, хэн ч хариулахгүй байна.',
  turkish: 'Su ısıtıcısı kırık geldi, İade istiyorum.',
  chinese: '水壶 没有 送到',
} as const;
type Language = keyof typeof STORIES;

describe('searching in what customers wrote', () => {
  let garden: Shop;
  let stranger: Shop;
  const after = later();
  afterAll(after.clear);
  beforeAll(async () => {
    ({ garden, stranger } = await openShops('file', after.keep));
    for (const [language, story] of Object.entries(STORIES)) await garden.open({ number: language.toUpperCase(), story });
    await stranger.open({ number: 'SECRET', story: 'The samovar of a stranger leaks.' });
  });

  const found = async (shop: Shop, q: string): Promise<string[]> =>
    (await shop.cases.list({ q })).items.map(({ number }) => number.toLowerCase());

  test.each<[string, string, Language[]]>([
    ['a word', 'kettle', ['english']],
    ['the beginning of a word', 'kett', ['english']],
    ['not the end of a word', 'ettle', []],
    ['small or large letters alike', 'KETTLE', ['english']],
    ['several words, wherever they stand', 'courier kettle', ['english']],
    ['no case that has only one of them', 'kettle samovar', []],
    ['French without its accents', 'cafetiere felee', ['french']],
    ['French with them', 'Cafetière', ['french']],
    ['French as some keyboards send it, letter and accent apart', 'Cafetière'.normalize('NFD'), ['french']],
    ['a German word', 'straße', ['german']],
    ['Greek with its accent', 'καφετιέρα', ['greek']],
    ['Greek without its accents', 'καφετιερα σπασμενη', ['greek']],
    ['Greek in capitals', 'ΚΑΦΕΤΙΕΡΑ ΚΑΝΕΙΣ', ['greek']],
    ['the beginning of a Greek word', 'καφετ', ['greek']],
    ['a Hindi word whole, with its vowel signs', 'केतली', ['hindi']],
    ['the beginning of a Hindi word', 'केत', ['hindi']],
    ['no Hindi word by one of its letters in the middle', 'तली', []],
    ['an Urdu word', 'کیتلی', ['urdu']],
    ['the beginning of an Urdu word', 'کیت', ['urdu']],
    ['an Arabic word', 'الغلاية', ['arabic']],
    ['a Mongolian word', 'данх', ['mongolian']],
    ['the beginning of a Mongolian word, in capitals', 'ХАРИУЛ', ['mongolian']],
    ['a Turkish word', 'kırık', ['turkish']],
    ['a Chinese word', '水壶', ['chinese']],
    ['the number of a case', 'greek', ['greek']],
    ['nothing by signs alone', '!!! …', []],
    ['nothing by what a database would take for an order', 'kettle OR merchant', []],
    ['nothing by an asterisk', '*', []],
    ['a word in quotes, as the word', '"kettle"', ['english']],
    ['a word with what looks like a column before it', 'body:kettle', []],
    ['a word in brackets that are never closed', '((kettle', ['english']],
    ['nothing by the sign of the shop itself', 'mergarden', []],
  ])('finds %s', async (_, q, expected) => {
    expect(await found(garden, q)).toEqual(expected);
  });

  test('never finds another shop’s words, and lets them find their own', async () => {
    expect(await found(garden, 'samovar')).toEqual([]);
    expect(await found(stranger, 'samovar')).toEqual(['secret']);
    expect(await found(stranger, 'kettle')).toEqual([]);
    expect(await found(garden, 'merstranger samovar')).toEqual([]);
  });
});

test('a case is found by what it is about now, and no longer by what it was about', async () => {
  const { db, garden } = await openShops();
  const opened = await garden.open({ story: 'It is too dear.' });
  await db.write(garden.cases.reword(opened, 'I found a cheaper teapot.'));
  const numbers = async (q: string) => (await garden.cases.list({ q })).items.map(({ number }) => number);
  expect([await numbers('teapot'), await numbers('dear'), await numbers(opened.number)]).toEqual([[opened.number], [], [opened.number]]);
});

test('the newest come first, page by page', async () => {
  const { garden } = await openShops();
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) ids.unshift((await garden.open()).id);
  const first = await garden.cases.list({ q: 'kettle', limit: 4 });
  const rest = await garden.cases.list({ q: 'kettle', limit: 4, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  expect(rest.nextCursor).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { newWordsOf } from './quoted-text.ts';

const QUOTE = '> We sent you a new kettle.\n> \n> Garden shop';

describe('what a person answered is found under every way of quoting', () => {
  test.each([
    ['English', 'On Mon, 2 Mar 2026 at 13:05, Garden shop <hello@garden.example> wrote:'],
    ['German', 'Am Mo., 2. März 2026 um 13:05 Uhr schrieb Garden shop <hello@garden.example>:'],
    ['French', 'Le lun. 2 mars 2026 à 13:05, Garden shop <hello@garden.example> a écrit :'],
    ['Spanish', 'El lun, 2 mar 2026 a las 13:05, Garden shop (<hello@garden.example>) escribió:'],
    ['Portuguese', 'Em seg., 2 de mar. de 2026 às 13:05, Garden shop <hello@garden.example> escreveu:'],
    ['Greek', 'Στις Δευ 2 Μαρ 2026 στις 1:05 μ.μ., ο χρήστης Garden shop <hello@garden.example> έγραψε:'],
    ['Turkish', 'Garden shop <hello@garden.example>, 2 Mar 2026 Pzt, 13:05 tarihinde şunu yazdı:'],
    ['Hindi', 'सोम, 2 मार्च 2026 को 13:05 बजे Garden shop <hello@garden.example> ने लिखा:'],
    ['Urdu', '2 مارچ 2026 کو 13:05 بجے Garden shop <hello@garden.example> نے لکھا:'],
    ['Arabic', 'في الاثنين، 2 مارس 2026 في 13:05 كتب Garden shop <hello@garden.example>:'],
    ['Chinese', 'Garden shop <hello@garden.example> 于2026年3月2日周一 13:05写道：'],
    ['Mongolian', '2026 оны 3-р сарын 2, 13:05 цагт Garden shop <hello@garden.example> бичсэн:'],
    ['no language at all', '2026-03-02 13:05 GMT+01:00 Garden shop <hello@garden.example>:'],
  ])('%s', (_language, attribution) => {
    expect(newWordsOf(`It leaks.\n\n${attribution}\n${QUOTE}`)).toBe('It leaks.');
  });

  test('a line “On … wrote:” that was broken in two', () => {
    expect(newWordsOf(`It leaks.\r\n\r\nOn Mon, 2 Mar 2026 at 13:05, Garden shop\r\n<hello@garden.example> wrote:\r\n\r\n${QUOTE}`)).toBe(
      'It leaks.',
    );
  });

  test('Outlook’s head of the old mail', () => {
    expect(
      newWordsOf(
        'It leaks.\n\nFrom: Garden shop <hello@garden.example>\nSent: Monday, 2 March 2026 13:05\nTo: Fern\nSubject: A message\n\nWe sent you a new kettle.',
      ),
    ).toBe('It leaks.');
    expect(newWordsOf('It leaks.\n\n-----Ursprüngliche Nachricht-----\nWe sent you a new kettle.')).toBe('It leaks.');
  });

  test('words below and between what is quoted', () => {
    expect(newWordsOf(`On Mon, 2 Mar 2026 at 13:05, Garden shop <hello@garden.example> wrote:\n${QUOTE}\n\nIt leaks.`)).toBe('It leaks.');
    expect(newWordsOf('> Did it arrive?\nYes.\n> Is it right?\nNo, it leaks.')).toBe('Yes.\nNo, it leaks.');
  });

  test('a signature and the name of a telephone are left out', () => {
    expect(newWordsOf('It leaks.\n\n-- \nFern Adler\nGarden lover')).toBe('It leaks.');
    expect(newWordsOf('It leaks.\n\nSent from my iPhone')).toBe('It leaks.');
  });
});

describe('nothing a person wrote is taken for a quote', () => {
  test.each([
    ['a list of facts', 'Order: 1042\nDate: 2 March\nTo: Fern Adler, fern@example.org\nIt leaks.'],
    ['a sentence about writing', 'On Monday your colleague wrote:\nwe will call. Nobody called.'],
    ['a time of day', 'I was at home at 13:05:\nnobody came.'],
    ['a story that begins with From', 'From: the day it came it leaked.\nThat was in March.'],
    ['dashes', 'It leaks --- badly.\n---\nPlease help.'],
  ])('%s', (_what, story) => {
    expect(newWordsOf(story)).toBe(story);
  });
});

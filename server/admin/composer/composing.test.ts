import { expect, test } from 'vitest';
import { OFFICE_HOURS } from '#shared/contracts/settings.ts';
import { checkAnswer } from '#server/domain/answer-checks.ts';
import { businessCalendar } from '#server/domain/calendar.ts';
import { opened } from '#server/domain/fixtures.ts';
import { isKnown } from './check-words.ts';
import { completed, matching, mentionBegun, mentionedIn } from './mentions.ts';
import { asFreeText, fromTemplate, mended, writtenBy } from './written.ts';

const team = [
  { id: 'ann', name: 'Ann' },
  { id: 'ann_lee', name: 'Ann Lee' },
  { id: 'maya', name: 'Μάγια' },
];

test('free text goes as it was typed, parts go as parts with what fills them in', () => {
  expect(writtenBy({ text: ' I am on it. ' }, 'text')).toEqual({ text: 'I am on it.' });
  expect(
    writtenBy(
      {
        mode: 'parts',
        template: 'late',
        apology: 'I am sorry, {customer_name}.',
        why: ' ',
        text: 'Yours, as ever',
        signatory: 'lena',
        fillAmount: '12,50',
        fillAmountCurrency: 'EUR',
        uploads: JSON.stringify([{ id: 'upl_1', name: 'a.pdf', size: 3 }]),
      },
      'text',
    ),
  ).toEqual({
    text: 'Yours, as ever',
    parts: { apology: 'I am sorry, {customer_name}.' },
    template: 'late',
    signatory: 'lena',
    values: { amount: { amount: 1250, currency: 'EUR' } },
    uploads: ['upl_1'],
  });
});

test('from a template to free text not a word is lost, and what the server knew is filled in', () => {
  const values = {
    text: 'One more thing.',
    ...fromTemplate({ id: 'late', name: 'Late', language: 'en', parts: { apology: 'Sorry, {customer_name}.', next: 'You hear from me.' } }),
  };
  const preview = { parts: { apology: 'Sorry, Fern.', next: 'You hear from me.' } } as never; // only its parts are read
  expect(asFreeText(values, 'text', preview)).toMatchObject({
    mode: '',
    apology: '',
    text: 'Sorry, Fern.\n\nYou hear from me.\n\nOne more thing.',
  });
});

test('a sentence is replaced or left out where it stands', () => {
  const text = 'Hello Fern. We are sorry if you feel so. It leaves today.';
  expect(mended(text, 'We are sorry if you feel so.', 'I am sorry.')).toBe('Hello Fern. I am sorry. It leaves today.');
  expect(mended(text, 'We are sorry if you feel so.', '')).toBe('Hello Fern. It leaves today.');
  expect(mended('Only this.', 'Only this.', '')).toBe('');
  expect(mended(text, 'Not there.', 'x')).toBe(text);
});

test('colleagues are named by their whole name after an @, in any script', () => {
  expect(mentionedIn('@Ann Lee, please look. mail@annex.example', team)).toEqual(['ann_lee']);
  expect(mentionedIn('@ann: and @Μάγια!', team)).toEqual(['ann', 'maya']);
  expect(mentionedIn('@Annabel', team)).toEqual([]);
});

test('a name is offered while it is typed, and written out where the caret stands', () => {
  const text = 'Ask @an about it';
  const begun = mentionBegun(text, 7)!;
  expect(matching(team, begun).map(({ id }) => id)).toEqual(['ann', 'ann_lee']);
  expect(completed(text, 7, begun, team[1]!)).toEqual({ text: 'Ask @Ann Lee about it', caret: 13 });
  expect(mentionBegun('fern@ex', 7)).toBeNull();
});

test('everything the server remarks about an answer can be read in the language of the page', () => {
  const remarks = checkAnswer(
    {
      text: 'We are sorry if you feel so. You should have checked. We will call you. We will pay by 1 March 2026. We will write on 9 March 2026.',
    },
    'en',
    { current: opened(), at: '2026-03-02T12:00:00.000Z', calendar: businessCalendar(OFFICE_HOURS) },
  );
  expect(new Set(remarks.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(4);
  expect(remarks.flatMap(({ because, fix }) => [because, fix]).filter((said) => !isKnown(said))).toEqual([]);
});

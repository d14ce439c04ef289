import { expect, test } from 'vitest';
import { isAutomaticMail } from './automatic-mail.ts';

const mail = (headers: Record<string, string>, subject = 'Re: A message for you', from = 'fern@example.org') => ({
  headers: new Map(Object.entries(headers)),
  subject,
  from,
});

test.each([
  ['an answer marked by RFC 3834', mail({ 'auto-submitted': 'auto-replied (vacation)' })],
  ['one marked in capitals', mail({ 'auto-submitted': 'Auto-Generated' })],
  ['bulk mail', mail({ precedence: 'bulk' })],
  ['Exchange', mail({ 'x-auto-response-suppress': 'DR, OOF, AutoReply' })],
  ['an old autoresponder', mail({ 'x-autoreply': 'yes' })],
  ['a mailing list', mail({ 'list-id': '<garden.lists.example>' })],
  ['a null return path', mail({ 'return-path': '<>' })],
  ['a mail server', mail({}, 'Undelivered Mail', 'MAILER-DAEMON@mx.example.org')],
  ['a subject alone, in English', mail({}, 'Out of Office: back on Monday')],
  ['a subject alone, in German', mail({}, 'Automatische Antwort: Ihre Nachricht')],
  ['a subject alone, in Greek', mail({}, 'Αυτόματη απάντηση: Η παραγγελία σας')],
  ['a subject alone, in Chinese', mail({}, '自动回复：您的消息')],
])('nobody wrote %s', (_what, given) => {
  expect(isAutomaticMail(given)).toBe(true);
});

test.each([
  ['a plain answer', mail({})],
  ['one that says so', mail({ 'auto-submitted': 'no' })],
  ['one about an out-of-office', mail({}, 'Your out of office messages annoy me')],
  ['one of high importance', mail({ precedence: 'first-class', importance: 'high' })],
])('somebody wrote %s', (_what, given) => {
  expect(isAutomaticMail(given)).toBe(false);
});

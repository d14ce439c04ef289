import { expect, onTestFinished, test } from 'vitest';
import { takeOwnMail } from '#server/api/mail/take-mail.ts';
import { createTestApp } from '#server/api/test-app.ts';
import { startMailbox } from './fixtures/mailbox-server.ts';
import { readMailbox } from './mailbox.ts';

const mail = (from: string, id: string) =>
  `From: ${from}\r\nTo: hello@garden.example\r\nSubject: My kettle\r\nMessage-ID: <${id}@example.org>\r\n\r\nIt never arrived.\r\n`;

async function openShop() {
  const shop = await createTestApp();
  onTestFinished(() => shop.close());
  const troubles: object[] = [];
  const log = { error: (what: object) => troubles.push(what) };
  const cases = async () => Number((await shop.db.readOne('select count(*) as n from cases'))?.n);
  return { shop, log, troubles, cases, take: (raw: Buffer) => takeOwnMail(shop.deps, raw) };
}

test('new mail is taken in once, and marked as seen', async () => {
  const { take, log, cases, troubles } = await openShop();
  const { url, kept } = await startMailbox([mail('fern@example.org', 'a'), mail('ada@example.org', 'b')]);
  expect(await readMailbox({ imapUrl: url, take, log })).toBe(2);
  expect(await readMailbox({ imapUrl: url, take, log })).toBe(0);
  expect(kept.map(({ flags }) => [...flags])).toEqual([['\\Seen'], ['\\Seen']]);
  expect(await cases()).toBe(2);
  expect(troubles).toEqual([]);
});

test('a mail read twice, because we died before marking it, is one case', async () => {
  const { take, log, cases } = await openShop();
  const { url, kept } = await startMailbox([mail('fern@example.org', 'a')]);
  await readMailbox({ imapUrl: url, take, log });
  kept[0]?.flags.clear();
  expect(await readMailbox({ imapUrl: url, take, log })).toBe(1);
  expect(await cases()).toBe(1);
});

test('what cannot be read is flagged for people, and holds up nothing', async () => {
  const { take, log, cases, troubles } = await openShop();
  const { url, kept } = await startMailbox(['no mail at all\r\n', mail('fern@example.org', 'a')]);
  expect(await readMailbox({ imapUrl: url, take, log })).toBe(1);
  expect(kept.map(({ flags }) => [...flags])).toEqual([['\\Flagged'], ['\\Seen']]);
  expect(await cases()).toBe(1);
  expect(troubles).toHaveLength(1);
});

test('a mail we could not keep for a moment stays new', async () => {
  const { log, troubles } = await openShop();
  const { url, kept } = await startMailbox([mail('fern@example.org', 'a')]);
  expect(await readMailbox({ imapUrl: url, take: () => Promise.reject(new Error('the disk is full')), log })).toBe(0);
  expect([...(kept[0]?.flags ?? ['gone'])]).toEqual([]);
  expect(troubles).toHaveLength(1);
});

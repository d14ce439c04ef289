import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Money, Role } from '#shared/contracts/basics.ts';
import type { Asked, OpenCase } from '#shared/contracts/case.ts';
import type { Case, Change } from '#server/domain/case.ts';
import { answerCancellation } from '#server/domain/cancellation.ts';
import type { Doing } from '#server/domain/doing.ts';
import { takeCase } from '#server/domain/staff-acts.ts';
import { makeOffer } from '#server/domain/offer-acts.ts';
import { createStaffUser } from './api/auth.ts';
import { type Deps, doingFor, storesOf } from './api/context.ts';
import { wordOffer } from './api/offer-words.ts';
import { prepareCase } from './api/open-case.ts';
import { beginVisit, changeVisit } from './api/public/cancellations.ts';
import { bringCustomers } from './demo-customers.ts';
import { allowLetters } from './demo-letters.ts';
import { furnishDemo } from './demo-settings.ts';
import { makeSite, ownMerchant } from './sites.ts';
import { randomToken } from './secrets.ts';
import { findSite, type Site } from './store/merchants.ts';
import { findUserByEmail, insertMember } from './store/staff.ts';

type Story = {
  id: string;
  locale: string;
  kind: OpenCase['kind'];
  reason?: string;
  probe?: string;
  touchpoint?: string;
  story: string;
  cost?: OpenCase['cost'];
  asked?: { remedy: string; money?: Money; note?: string }[];
};

export type Demo = {
  url: string;
  shop: string;
  siteKey: string;
  identitySecret: string;
  secretKey: string;
  admin: { email: string; password: string };
  staff: { email: string; password: string; role: Role }[];
  cases: number;
};

const SHOP = 'Fern & Kettle';
const PEOPLE: { name: string; email: string; role: Role }[] = [
  { name: 'Omar Haddad', email: 'omar@fern-kettle.example', role: 'owner' },
  { name: 'Lena Vogt', email: 'lena@fern-kettle.example', role: 'lead' },
  { name: 'Maya Rossi', email: 'maya@fern-kettle.example', role: 'agent' },
  { name: 'Vera Lind', email: 'vera@fern-kettle.example', role: 'viewer' },
];
const NAMES: Record<string, string> = {
  pie: 'Ruth Miller',
  'double-charge': 'Jan de Wit',
  flowers: 'Ελένη Παππά',
  'cold-dinner': 'Νίκος Γεωργίου',
  'tv-install': 'عائشہ خان',
  'rude-agent': 'अनिता शर्मा',
  'broken-promise': 'Болд Ганбаатар',
  again: 'Grace Obi',
  unsafe: 'Jonas Weber',
  fee: 'Lucía Romero',
  'screen-reader': 'Camille Laurent',
  'too-much': 'Ted Barnes',
  praise: 'Nora Quist',
};
const HOUR_MS = 3_600_000;

/** A small shop with four people and the stories customers tell, in their languages. */
export async function seedDemo(deps: Deps): Promise<Demo> {
  const merchant = await ownMerchant(deps, SHOP);
  const local = ['http://localhost:*', 'http://127.0.0.1:*'];
  const keys = await makeSite(deps, merchant, {
    name: SHOP,
    origins: [...new Set([new URL(deps.publicUrl).origin, ...local])],
    currency: 'EUR',
    settings: { phone: '+44 20 7946 0123', person: { name: 'Lena Vogt', role: 'Head of customer care' }, theme: {} },
  });
  const site = (await findSite(deps.db, keys.siteKey))!;
  const staff = [];
  for (const person of PEOPLE) staff.push({ ...person, ...(await hire(deps, merchant.id, person)) });
  await furnishDemo(deps, merchant.id, staff);
  const { scenarios } = JSON.parse(readFileSync(new URL('../shared/fixtures/scenarios.json', import.meta.url), 'utf8')) as {
    scenarios: Story[];
  };
  for (const [i, story] of scenarios.entries()) {
    const openedAt = new Date(deps.now().getTime() - (scenarios.length - i) * HOUR_MS);
    await tell({ ...deps, now: () => openedAt }, site, story);
  }
  await work(deps, site, staff);
  await bringCustomers(deps, merchant.id);
  await allowLetters(deps, merchant.id);
  const demo: Demo = {
    url: deps.publicUrl,
    shop: `${deps.publicUrl}/shop/`,
    siteKey: keys.siteKey,
    identitySecret: keys.identitySecret,
    secretKey: keys.secretKey,
    admin: { email: staff[0]!.email, password: staff[0]!.password },
    staff: staff.map(({ email, password, role }) => ({ email, password, role })),
    cases: scenarios.length,
  };
  writeFileSync(join(deps.dataDir, 'demo.json'), `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  return demo;
}

async function hire(
  deps: Deps,
  merchantId: string,
  { name, email, role }: (typeof PEOPLE)[number],
): Promise<{ id: string; password: string }> {
  const password = randomToken('demo').slice(0, 17);
  const known = await findUserByEmail(deps.db, email);
  if (known) throw new Error('The demo shop is there already. Its sign-ins are in demo.json of the data folder.');
  const id = await createStaffUser(deps.auth, { email, name, password });
  await deps.db.write([insertMember(deps.newId('mem'), { merchantId, userId: id, role }, deps.now().toISOString())]);
  return { id, password };
}

async function tell(deps: Deps, site: Site, story: Story): Promise<void> {
  const asked: Asked[] = (story.asked ?? []).map(({ remedy, money, note }) => ({
    remedy,
    ...(money && { amount: money }),
    ...(note && { note }),
  }));
  if (story.kind === 'cancellation') return leave(deps, site, story, asked);
  const name = NAMES[story.id];
  const { write } = await prepareCase(
    deps,
    site,
    {
      kind: story.kind,
      story: story.story,
      reason: story.reason,
      cost: story.cost,
      asked,
      locale: story.locale,
      area: { touchpoint: story.touchpoint },
      ...(name && { contact: { name, email: `${story.id}@customers.example` } }),
    },
    { by: { role: 'customer', id: null, name: name ?? null }, identity: null },
  );
  await deps.db.write(write);
}

async function leave(deps: Deps, site: Site, { reason, probe, story, locale }: Story, asked: Asked[]): Promise<void> {
  const { visit, write } = await beginVisit(deps, site, { siteKey: site.siteKey, locale });
  await deps.db.write(write);
  await changeVisit(deps, { merchantId: site.merchantId, visitId: visit.id }, async (before, { at }) =>
    answerCancellation(before, { reason, probe, story, asked }, at),
  );
}

/** Some of it is under way already, so that every part of the page has something to show. */
async function work(deps: Deps, site: Site, staff: { id: string; name: string; role: Role }[]): Promise<void> {
  const { cases } = storesOf(deps, site.merchantId);
  const maya = staff.find(({ role }) => role === 'agent')!;
  const doing: Doing = await doingFor(deps, site.merchantId, { role: 'agent', id: maya.id, name: maya.name });
  const { items } = await cases.list({ limit: 100 });
  const about = (reason: string) => items.find((one) => one.reason === reason);
  const change = async (current: Case | undefined, decide: (before: Case) => Change) => current && cases.change(current.id, decide);
  await change(about('billing.duplicate'), (before) => takeCase(before, {}, doing));
  const dinner = await change(
    items.find((one) => one.asked.some(({ remedy }) => remedy === 'gift_certificate')),
    (before) => takeCase(before, {}, doing),
  );
  const asked = dinner?.asked[0];
  if (dinner && asked) {
    const words = wordOffer(asked.remedy, asked.amount, dinner.locale);
    await cases.change(dinner.id, (before) => makeOffer(before, { remedy: asked.remedy, amount: asked.amount, ...words }, doing));
  }
}

import { SignJWT } from 'jose';
import type { Page } from 'playwright-core';
import { codeNow } from './authenticator.ts';
import { join, openComplaint, PASSWORD, signIn } from './people.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);
const dateFromNow = (days: number) => daysFromNow(days).toISOString().slice(0, 10);

/** Where the screens that show one thing are shown: by the path of the screen, the address of a thing with all there is to see. */
export type Shown = Record<string, string>;
/** Whoever signs in with this address is asked for a second step. */
export const WITH_SECOND_STEP = 'noor@shop.example';
type Found<One> = { items: One[] };
type Ask = <Answer>(method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** Asks as the staff page of this person does. */
function asking(world: World, page: Page): Ask {
  return async (method, path, body, headers = {}) => {
    const answer = await page.request.fetch(`${world.amendsUrl}${path}`, {
      method,
      headers: { Origin: world.amendsUrl, 'Idempotency-Key': crypto.randomUUID(), ...headers },
      ...(body !== undefined && { data: body }),
    });
    const text = await answer.text();
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as never;
  };
}

/** Fills every screen: what there is to read, to decide, to send, and to come back to. */
export async function furnish(world: World, owner: Page): Promise<Shown> {
  await signIn(world, owner);
  const ask = asking(world, owner);
  const { items: team } = await ask<Found<{ id: string; name: string }>>('GET', '/staff/team');
  await compareWithNobody(ask);
  const [omar, lena, maya] = ['Omar', 'Lena', 'Maya'].map((name) => team.find((one) => one.name.startsWith(name))!);
  const number = await aCaseInTheMiddle(world, omar!);
  const customers = await bringIn(ask, 'customers', 'Customers of the market stall.csv', CUSTOMERS);
  await bringIn(ask, 'departures', 'Who left in spring.csv', DEPARTURES);
  await leaveAsAFriend(world, 'nora', 'Nora Feld'); // before that is put right which she left for
  const [calls, problem, article, site, { id }, view] = await Promise.all([
    callThoseWhoLeft(ask, [omar!.id, lena!.id, maya!.id]),
    putRight(ask, lena!.id),
    keepSettings(ask),
    ask<Found<{ id: string }>>('GET', '/staff/sites'),
    ask<{ id: string }>('GET', `/staff/cases/${number}`),
    ask<{ id: string }>('POST', '/staff/views', { name: 'Charged twice', query: 'reason=billing.duplicate' }),
    praise(world, ask),
    ask('POST', '/staff/webhook-endpoints', { url: 'https://till.fern-kettle.example/amends', events: ['case_opened', 'case_closed'] }),
    ask('POST', '/staff/keys', { name: 'Till in the market hall', scope: 'write' }),
    ask('POST', '/staff/invitations', { email: 'pia@fern-kettle.example', role: 'agent' }),
  ]);
  const text = 'A good first answer. Name the day the money arrives, too: they ask for it every time.';
  await ask('POST', '/staff/coaching-notes', { case: id, to: maya!.id, text });
  return {
    '/admin?own=:view': `/admin?reason=billing.duplicate&own=${view.id}`,
    '/admin/cases/:case': `/admin/cases/${number}`,
    '/admin/customers/:id': '/admin/customers/FK-1020',
    '/admin/import/:id': `/admin/import/${customers}`,
    '/admin/rescue/:id': `/admin/rescue/${calls.cycle}`,
    '/admin/rescue/:id/calls/:callId': `/admin/rescue/${calls.cycle}/calls/${calls.claimed}`,
    '/admin/rescue/:id/calls/:done': `/admin/rescue/${calls.cycle}/calls/${calls.done}`,
    '/admin/rescue/problems/:id': `/admin/rescue/problems/${problem}`,
    '/admin/settings/knowledge/:id': `/admin/settings/knowledge/${article}`,
    '/admin/settings/sites/:id': `/admin/settings/sites/${site.items[0]!.id}`,
  };
}

/** A case with an answer, a note that names the owner, a promise, and an offer that waits for a yes. */
async function aCaseInTheMiddle(world: World, omar: { id: string; name: string }): Promise<string> {
  const number = await openComplaint(world, {
    story: 'I bought one kettle and was charged twice, 38.00 each time. The bank shows both, and nobody answers my mails.',
    reason: 'billing.duplicate',
    contact: { name: 'Jo Marsh', email: 'jo@customers.example' },
    asked: [{ remedy: 'refund.full', amount: { amount: 3800, currency: 'EUR' } }],
  });
  const noor = await world.visitor();
  await join(world, noor, { name: 'Noor', role: 'agent' });
  const ask = asking(world, noor);
  const acts: [what: string, body: object][] = [
    ['messages', { text: 'Thank you for writing. I am looking for the second charge now.' }],
    ['notes', { text: `@${omar.name} the till did it again.`, mentions: [omar.id] }],
    ['promises', { text: 'I write again by Friday.', dueAt: daysFromNow(3).toISOString() }],
    [
      'offers',
      {
        remedy: 'refund.full',
        amount: { amount: 7600, currency: 'EUR' },
        requestApproval: true,
        approvalNote: 'Both charges, for the trouble.',
      },
    ],
  ];
  for (const [what, body] of acts) {
    const { id, version } = await ask<{ id: string; version: number }>('GET', `/staff/cases/${number}`);
    await ask('POST', `/staff/cases/${id}/${what}`, { ...body, version });
  }
  const { secret } = await ask<{ secret: string }>('POST', '/staff/me/second-factor', { password: PASSWORD });
  await ask('PUT', '/staff/me/second-factor', { code: codeNow(secret) });
  await noor.context().close();
  return number;
}

/** Two of these lines cannot be taken. */
const CUSTOMERS = `externalId,name,email,phone,since,mrr,currency,contactAllowed
rosa,Rosa Lind,rosa@lind.example,+49 30 1234567,2021-03-01,90.00,EUR,true
tomas,Tomas Berg,tomas@berg.example,+46 8 123 45 67,2023-05-01,80.00,EUR,true
sila,Sila Enough,sila@enough.example,,2022-01-01,70.00,EUR,false
ida,Ida Moor,ida at moor,,2022-01-01,70.00,EUR,true
emil,Emil Sand,emil@sand.example,,2022-01-01,a lot,EUR,true
`;
const DEPARTURES = `customer,at,reason,reason_text,revenue,currency
rosa,${dateFromNow(-40)},cancel.low_quality,The lid leaked twice and nobody called back.,90.00,EUR
tomas,${dateFromNow(-35)},cancel.too_expensive,Cheaper elsewhere.,80.00,EUR
sila,${dateFromNow(-30)},cancel.low_quality,Leave me alone.,70.00,EUR
`;

async function bringIn(ask: Ask, kind: string, name: string, lines: string) {
  const { id } = await ask<{ id: string }>('POST', `/staff/imports?${new URLSearchParams({ kind, name })}`, lines, {
    'Content-Type': 'text/csv',
  });
  for (let looks = 0; looks < 200; looks += 1) {
    const { state, error } = await ask<{ state: string; error: string | null }>('GET', `/staff/imports/${id}`);
    if (state === 'done') return id;
    if (state === 'failed') throw new Error(`${name}: ${error}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} is never read to its end.`);
}

/** A word of praise that may be repeated, and one nobody looked at yet. */
async function praise(world: World, ask: Ask) {
  const written = [
    ['The tea arrives every month, and somebody answers when I write.', 'Quick, too.'],
    ['They sent a new lid before I had asked for one.', 'I tell everybody.'],
  ];
  for (const [story, text] of written) {
    const answer = await fetch(`${world.amendsUrl}/v1/public/cases`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', Origin: world.shopUrl },
      body: JSON.stringify({ siteKey: world.site.siteKey, kind: 'praise', story, locale: 'en', contact: { name: 'Edda Kern' } }),
    });
    const opened = (await answer.json()) as { case: { number: string; token: string } };
    const rated = await fetch(`${world.amendsUrl}/v1/public/case/rating`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${opened.case.token}` },
      body: JSON.stringify({ stars: 5, text, mayPublish: true }),
    });
    if (!rated.ok) throw new Error(await rated.text());
  }
  const { items } = await ask<Found<{ case: string; words: string }>>('GET', '/staff/testimonials?state=waiting');
  const [one] = items;
  await ask('PUT', `/staff/testimonials/${one!.case}`, { state: 'approved', quote: one!.words, reasons: ['cancel.low_quality'] });
}

/** Somebody cancels and allows a letter now and then. */
async function leaveAsAFriend(world: World, externalId: string, name: string) {
  const identityToken = await new SignJWT({ name, email: `${externalId}@customers.example` })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(externalId)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(world.site.identitySecret));
  const visit = async (method: string, path: string, body: object, token = '') => {
    const answer = await fetch(`${world.amendsUrl}/v1/public/cancellations${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Origin: world.shopUrl, ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  const { cancellation } = (await visit('POST', '', { siteKey: world.site.siteKey, identityToken, locale: 'en' })) as {
    cancellation: { id: string; token: string };
  };
  const { id, token } = cancellation;
  await visit('PUT', `/${id}/answer`, { reason: 'cancel.too_expensive', showOffer: false }, token);
  const keepInTouch = { how: 'email', how_often: 'when_fixed' };
  await visit('PUT', `/${id}/outcome`, { outcome: 'cancelled', keepInTouch }, token);
}

/** A setting and an article with a history to look back at. */
async function keepSettings(ask: Ask) {
  for (const margin of [0.35, 0.42]) {
    const { document, version } = await ask<{ document: object; version: number }>('GET', '/staff/settings/worth');
    const note = 'As reckoned with the bookkeeper';
    await ask('PUT', `/staff/settings/worth?${new URLSearchParams({ note })}`, { ...document, margin }, { 'If-Match': `"${version}"` });
  }
  const { items } = await ask<Found<{ id: string; version: number }>>('GET', '/staff/articles');
  const { texts, reasons } = await ask<{ texts: object; reasons: string[] }>('GET', `/staff/articles/${items[0]!.id}`);
  const note = 'Read through before the season';
  await ask('PUT', `/staff/articles/${items[0]!.id}`, { texts, reasons, note }, { 'If-Match': `"${items[0]!.version}"` });
  return items[0]!.id;
}

/** Nobody is left alone by chance, so that every run shows the same people. */
async function compareWithNobody(ask: Ask) {
  const { document, version } = await ask<{ document: object; version: number }>('GET', '/staff/settings/rescue');
  const alone = { controlShare: 0, fixNotices: { enabled: true, controlShare: 0 } };
  await ask('PUT', '/staff/settings/rescue', { ...document, ...alone }, { 'If-Match': `"${version}"` });
}

/** A cycle in the middle: one came back, one wants to be left alone, one is being called, the others wait. */
async function callThoseWhoLeft(ask: Ask, [omar, ...team]: string[]) {
  const cycle = await ask<{ id: string }>('POST', '/staff/rescue-cycles', {
    name: 'Those who left this spring',
    from: dateFromNow(0),
    to: dateFromNow(30),
    segments: { valueAtLeast: { amount: 150_000, currency: 'EUR' } },
    executives: [{ staff: omar, calls: 4 }],
    team,
  });
  const { items } = await ask<Found<{ id: string; arm: string; owner: { id: string } | null }>>(
    'GET',
    `/staff/rescue-cycles/${cycle.id}/calls?arm=contact&owner=${omar}`,
  );
  const settle = (which: number, body: object) => ask('PUT', `/staff/calls/${items[which]!.id}`, body);
  await settle(0, {
    outcome: 'returned',
    note: 'Tries again with the new lid.',
    saidBack: 'The lid leaked twice, and we did not call back.',
  });
  await settle(1, { outcome: 'wants_no_contact', note: 'Very clear about it.' });
  await ask('PUT', `/staff/calls/${items[2]!.id}/claim`);
  return { cycle: cycle.id, done: items[0]!.id, claimed: items[2]!.id };
}

/** What goes wrong again and again: one thing put right with its letters drafted, one still being looked at. */
async function putRight(ask: Ask, owner: string) {
  await ask('POST', '/staff/problem-areas', {
    title: 'Parcels arrive late in December',
    reasons: ['cancel.unresolved_complaint'],
    rootCause: 'One carrier, and no second one when it is full.',
    status: 'fixing',
  });
  const fixed = await ask<{ id: string }>('POST', '/staff/problem-areas', {
    title: 'It costs too much for what it is',
    reasons: ['cancel.too_expensive'],
    owner,
    rootCause: 'The smallest box was still more than one person drinks.',
    fix: 'There is a smaller box now, for half the price.',
    status: 'fixed',
  });
  await ask('POST', `/staff/problem-areas/${fixed.id}/letters`);
  return fixed.id;
}

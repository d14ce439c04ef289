import type { CaseReceipt, OpenCase } from '#shared/contracts/case.ts';
import type { Actor, Case, CaseEvent, Change, OpenedCase } from '#server/domain/case.ts';
import type { Doing } from '#server/domain/doing.ts';
import { DomainError } from '#server/domain/errors.ts';
import { conclude } from '#server/domain/keep-clocks.ts';
import { nextDueAt, turnOf } from '#server/domain/life.ts';
import { datedReceipt, openCase } from '#server/domain/open-case.ts';
import { knownReason, type OwnReasons } from '#server/domain/own-reasons.ts';
import { remedyOf } from '#server/domain/taxonomy.ts';
import { hashOf } from '#server/secrets.ts';
import type { Customer } from '#server/store/customers.ts';
import type { Statement } from '#server/store/db.ts';
import type { Site } from '#server/store/merchants.ts';
import { nearestLocale } from '#shared/words/speak.ts';
import { type Deps, doingFor, storesOf, type Stores } from './context.ts';
import { routed, withinCapacity } from './desk-of.ts';
import { reasonsToGive } from './reason-settings.ts';
import type { Identity } from './identity.ts';

export type Told = Pick<
  OpenCase,
  'kind' | 'story' | 'reason' | 'area' | 'cost' | 'asked' | 'contact' | 'locale' | 'uploads' | 'responseExpected' | 'context'
>;
export type Teller = { by: Actor; identity: Identity | null; suspicious?: boolean };

/** A case about to exist: what must be written, and what its customer keeps. */
export async function prepareCase(
  deps: Deps,
  site: Site,
  told: Told,
  { by, identity, suspicious }: Teller,
): Promise<{ opened: Case; write: Statement[]; receipt: CaseReceipt }> {
  const stores = storesOf(deps, site.merchantId);
  const doing = await doingFor(deps, site.merchantId, { ...by, name: told.contact?.name ?? identity?.details.name ?? by.name });
  checkTaxonomy(told, await reasonsToGive(stores, told.reason, doing.at));
  const files = await stores.uploads.take(told.uploads ?? []);
  const person = await meetCustomer(deps, stores, identity, told.contact, told.locale, doing.at);
  const contact = withKnownAddress(told.contact, identity, person.known);
  const id = deps.newId('case');
  const begun = openCase(
    {
      id,
      number: deps.newNumber(),
      siteId: site.id,
      kind: told.kind,
      story: told.story,
      locale: nearestLocale(told.locale ?? site.settings.locale),
      reason: told.reason ?? null,
      area: told.area ?? null,
      cost: told.cost ?? null,
      asked: told.asked ?? [],
      context: told.context ?? null,
      customerId: person.id,
      contact,
      identified: identity !== null,
      files,
      cancellation: null,
      responseExpected: told.responseExpected,
    },
    doing,
  );
  const received = suspicious
    ? tagged(begun, { type: 'case_tagged', at: doing.at, by: { role: 'system', id: null, name: null }, tags: ['suspicious'] }, doing)
    : begun;
  const change = datedReceipt(await routed(deps, site.merchantId, received, doing));
  const token = deps.secrets.caseToken(id);
  const { after } = change;
  return {
    opened: after,
    write: [
      ...person.write,
      ...stores.cases.opening(change, hashOf(token), wordsOf(after, person.known)),
      ...stores.uploads.attach(files, id),
      ...withinCapacity(site.merchantId, null, after, doing.settings),
    ],
    receipt: {
      case: {
        number: after.number,
        state: after.state,
        turn: turnOf(after),
        nextDate: nextDueAt(after),
        statusUrl: statusUrlOf(deps, id),
        token,
      },
      offers: [],
      identified: identity !== null,
    },
  };
}

export const statusUrlOf = ({ publicUrl, secrets }: Pick<Deps, 'publicUrl' | 'secrets'>, caseId: string): string =>
  `${publicUrl}/c/${secrets.caseToken(caseId)}`;

/** What a search finds a case by. */
export const wordsOf = (opened: Case, known: Pick<Customer, 'name' | 'email' | 'externalId'> | null): string =>
  [opened.story, opened.contact?.name, opened.contact?.email, known?.name, known?.email, known?.externalId, opened.area?.order]
    .filter(Boolean)
    .join('\n');

function tagged(begun: Change, fact: CaseEvent, doing: Doing): Change {
  const more = conclude(begun.after, [fact], doing.time);
  return { after: more.after, events: [...begun.events, ...more.events] };
}

/** @throws case.reason_unknown, remedy.unknown, naming the field */
export function checkTaxonomy({ kind, reason, asked }: Pick<Told, 'kind' | 'reason' | 'asked'>, own: OwnReasons): void {
  const known = knownReason(own, reason);
  if (reason !== undefined && (!known || (known.kind === 'cancellation') !== (kind === 'cancellation'))) {
    throw new DomainError('case.reason_unknown', `There is no reason “${reason}” for a ${kind}.`, [
      { path: 'reason', message: 'Choose one of the reasons.' },
    ]);
  }
  asked?.forEach(({ remedy }, i) => {
    if (!remedyOf(remedy))
      throw new DomainError('remedy.unknown', `There is no remedy “${remedy}”.`, [
        { path: `asked.${i}.remedy`, message: 'Choose one of the remedies.' },
      ]);
  });
}

/** The customer's record: found or made by the merchant's id, else by mail, else there is none. */
export async function meetCustomer(
  deps: Deps,
  stores: Stores,
  identity: Identity | null,
  contact: OpenCase['contact'],
  locale: string | undefined,
  at: string,
): Promise<{ id: string | null; known: Customer | null; write: Statement[] }> {
  const knownAs = identity ? { externalId: identity.externalId } : contact?.email ? { email: contact.email } : null;
  if (!knownAs) return { id: null, known: null, write: [] };
  const found = await stores.customers.find(knownAs);
  const id = found?.id ?? deps.newId('cus');
  // What an anonymous visitor types never overwrites what is known about somebody.
  const told = { ...(contact?.name && { name: contact.name }), ...(contact?.phone && { phone: contact.phone }), ...(locale && { locale }) };
  const details = identity ? { ...(!found && told), ...identity.details } : found ? {} : { ...told, email: contact?.email };
  return { id, known: found, write: stores.customers.upsert(found, id, knownAs, details, at) };
}

function withKnownAddress(
  contact: OpenedCase['contact'] | undefined,
  identity: Identity | null,
  known: Customer | null,
): OpenedCase['contact'] {
  const email = contact?.email ?? identity?.details.email ?? (identity ? known?.email : undefined);
  const name = contact?.name ?? identity?.details.name ?? (identity ? known?.name : undefined);
  const merged = { ...contact, ...(email && { email }), ...(name && { name }) };
  return Object.keys(merged).length ? merged : null;
}

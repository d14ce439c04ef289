import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Kind } from '#shared/contracts/basics.ts';
import type { CaseReceipt, OpenCase } from '#shared/contracts/case.ts';
import type { SiteConfig } from '#shared/contracts/site.ts';
import { newId, type Refused } from '../api.ts';
import type { Desk } from '../desk.ts';
import { forget, keep } from '../keep.ts';
import { readAmount } from '../money.ts';
import { flush, follow, send, type Sent } from '../outbox.ts';

/** What is in the form, by the names of its fields. */
export type Draft = { [field: string]: string | string[] | File[] | undefined; story?: string; asked?: string[]; feelings?: string[]; files?: File[] };

/** `file` and `share`: what is on its way, and how much of it arrived. `kept`: it survives closing the page. */
export type Stage = {
  at: 'writing' | 'sending' | 'queued' | 'sent';
  problem?: Refused;
  file?: string;
  share?: number;
  kept?: boolean;
  receipt?: CaseReceipt;
};

/** Fields of which there can be several. */
const MANY = ['asked', 'feelings'];

/** Reads the form's fields; what is empty is left out. */
export function readDraft(form: HTMLFormElement): Draft {
  const draft: Draft = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || !value) continue;
    if (MANY.includes(name)) draft[name] = [...((draft[name] as string[]) ?? []), value];
    else draft[name] = value;
  }
  return draft;
}

const filled = <T extends object>(thing: T): T | undefined => {
  const entries = Object.entries(thing).filter(([, value]) => value !== undefined);
  return entries.length ? (Object.fromEntries(entries) as T) : undefined;
};

/** The customer's words as the API takes them. */
export function toCase(draft: Draft, kind: Kind, desk: Pick<Desk, 'config' | 'opening' | 'page'>): OpenCase {
  const { config, opening, page } = desk;
  const field = (name: string) => (draft[name] as string | undefined)?.trim() || undefined;
  const currency = config?.currency ?? 'EUR';
  const money = (name: string) => readAmount(field(name), currency);
  const asked: NonNullable<OpenCase['asked']> = (draft.asked ?? []).map((remedy) => ({ remedy, amount: money(`amount:${remedy}`) }));
  const own = field('own');
  if (own) asked.push({ remedy: 'other', note: own });
  const minutes = readAmount(field('minutes'), 'JPY')?.amount;
  return {
    siteKey: page.site,
    kind,
    story: field('story') ?? '',
    reason: field('reason'),
    area: filled({
      touchpoint: opening.touchpoint,
      url: location.origin + location.pathname,
      order: field('order') ?? opening.order,
      shop: field('shop'),
      person: field('person'),
      happenedOn: field('happenedOn'),
      rating: field('rating') ? Number(field('rating')) : undefined,
    }),
    cost: filled({ money: money('money'), minutes, feelings: draft.feelings }),
    asked: asked.length ? asked : undefined,
    contact: filled({
      name: field('name'),
      email: field('email'),
      phone: field('phone'),
      prefer: field('prefer') as 'email' | undefined,
    }),
    identityToken: opening.identityToken,
    locale: config?.locale ?? page.locale,
    responseExpected: kind === 'complaint' ? undefined : !!field('answer'),
    website: field('website'),
    context: filled({ stay: field('stay')! }),
  };
}

/** Words being written: kept from the first keystroke, sent once, never lost. */
export function useSpeech(kind: Kind, desk: Desk, begun: Draft) {
  const [draft, setDraft] = useState<Draft>({ order: desk.opening.order, ...begun });
  const [stage, setStage] = useState<Stage>({ at: 'writing' });
  const parcel = useRef('');
  const opened = useRef(Date.now());
  const { page, config } = desk;
  const place = `draft/${page.site}/${kind}`;

  function settle(sent: Sent<CaseReceipt>) {
    if (sent.state === 'refused') setStage({ at: 'writing', problem: sent.problem });
    else if (sent.state === 'queued') {
      page.tell('queued', { kind });
      setStage({ at: 'queued', kept: sent.kept });
    } else {
      page.tell('submitted', { kind, number: sent.answer.case.number });
      setStage({ at: 'sent', receipt: sent.answer });
    }
  }
  useLayoutEffect(
    () =>
      follow((id, heard) => {
        if (id !== parcel.current) return;
        if ('state' in heard) settle(heard);
        else setStage({ at: 'sending', ...heard });
      }),
    [],
  );

  return {
    ...desk,
    kind,
    draft,
    stage,
    limits: config?.limits ?? LIMITS,
    currency: config?.currency ?? 'EUR',
    /** What stands there is from an earlier time. */
    restored: !!begun.story && draft.story === begun.story,
    change(next: Draft) {
      const words = { files: draft.files, ...next };
      setDraft(words);
      void keep(place, words);
    },
    async submit() {
      setStage({ at: 'sending' });
      parcel.current = newId();
      settle(
        await send<CaseReceipt>({
          id: parcel.current,
          at: Date.now(),
          url: `${page.base}v1/public/cases`,
          body: { ...toCase(draft, kind, desk), idempotencyKey: parcel.current, tookMs: Date.now() - opened.current },
          files: draft.files,
          uploadUrl: `${page.base}v1/public/uploads?siteKey=${page.site}`,
          draft: { place, words: draft },
        }),
      );
    },
    /** Nothing of it stays, not even on this device. */
    async forget() {
      setDraft({});
      await forget(place);
    },
    /** Sends what waits, without waiting for the connection to say that it is back. */
    again: flush,
  };
}

export type Speech = ReturnType<typeof useSpeech>;

const LIMITS: SiteConfig['limits'] = { story: 20_000, files: 5, fileBytes: 10_000_000 };

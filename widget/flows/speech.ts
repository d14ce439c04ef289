import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Kind } from '#shared/contracts/basics.ts';
import type { CaseReceipt, OpenCase } from '#shared/contracts/case.ts';
import type { SiteConfig } from '#shared/contracts/site.ts';
import { newId } from '../api.ts';
import type { Desk } from '../desk.ts';
import { forget, keep } from '../keep.ts';
import { readAmount } from '../money.ts';
import { flush, follow, proofs, send, type Fate } from '../outbox.ts';

/** What is in the form, by the names of its fields. */
export type Draft = {
  [field: string]: string | string[] | File[] | undefined;
  story?: string;
  asked?: string[];
  feelings?: string[];
  files?: File[];
};

/** What became of the words; `writing` before they are sent. */
export type Stage = Omit<Fate<CaseReceipt>, 'at'> & { at: Fate['at'] | 'writing' };

/** Reads the form's fields, by their names. */
export function readDraft(form: HTMLFormElement): Draft {
  const fields = new FormData(form);
  const many = (name: string) => fields.getAll(name) as string[];
  return { ...(Object.fromEntries(fields) as Record<string, string>), asked: many('asked'), feelings: many('feelings') };
}

/** Only what is there; undefined when there is nothing. */
function filled<T extends object>(thing: T): T | undefined {
  const text = JSON.stringify(thing, (_, value) => (value?.length === 0 ? undefined : value));
  return text === '{}' ? undefined : JSON.parse(text);
}

/** The customer's words as the API takes them. */
export function toCase(draft: Draft, kind: Kind, { config, opening, page }: Pick<Desk, 'config' | 'opening' | 'page'>): OpenCase {
  const field = (name: string) => (draft[name] as string | undefined)?.trim() || undefined;
  const fields = (...names: string[]) => Object.fromEntries(names.map((name) => [name, field(name)]));
  const money = (name: string) => readAmount(field(name) ?? '', config?.currency ?? 'EUR');
  const own = field('own');
  const asked: NonNullable<OpenCase['asked']> = (draft.asked ?? []).map((remedy) => ({ remedy, amount: money(`amount:${remedy}`) }));
  if (own) asked.push({ remedy: 'other', note: own });
  return {
    siteKey: page.site,
    kind,
    story: field('story') ?? '',
    ...fields('reason', 'website'),
    area: {
      touchpoint: opening.touchpoint,
      url: location.origin + location.pathname,
      ...fields('order', 'shop', 'person', 'happenedOn'),
      rating: Number(field('rating')) || undefined,
    },
    cost: filled({ money: money('money'), minutes: readAmount(field('minutes') ?? '', 'JPY')?.amount, feelings: draft.feelings }),
    ...filled({ asked }),
    contact: filled(fields('name', 'email', 'phone', 'prefer')),
    identityToken: opening.identityToken,
    locale: config?.locale ?? page.locale,
    responseExpected: kind === 'complaint' || !!field('answer'),
    context: filled(fields('stay')) as OpenCase['context'],
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
  const url = `${page.base}v1/public/cases`;
  const prove = (config?.challenge && !desk.opening.identityToken) || undefined;

  function settle(fate: Fate<CaseReceipt>) {
    if (fate.at === 'sent') page.tell('submitted', { kind, number: fate.answer!.case.number });
    if (fate.at === 'queued') page.tell('queued', { kind });
    if (fate.at === 'refused') parcel.current = '';
    setStage(fate);
  }
  useLayoutEffect(() => follow((id, fate) => id === parcel.current && settle(fate as Fate<CaseReceipt>)), []);

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
      if (prove)
        void proofs().then(
          ({ begin }) => begin(url, { siteKey: page.site }),
          () => {},
        );
    },
    async submit() {
      if (parcel.current) return;
      setStage({ at: 'sending' });
      parcel.current = newId();
      settle(
        await send<CaseReceipt>({
          id: parcel.current,
          at: Date.now(),
          url,
          prove,
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

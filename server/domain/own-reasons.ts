import type { Settings } from '#shared/contracts/settings.ts';
import { LABELS } from '#shared/taxonomy/labels.ts';
import { countsAs, parentReason, type Reason, REASONS, reasonOf } from './taxonomy.ts';

/** What a merchant made of the taxonomy: own narrower reasons, own words, own questions. */
export type OwnReasons = Settings['reasons'];
/** What is asked after a reason; without answers it is an open question. */
export type AskedMore = { question: string | null; answers: { id: string; label: string }[] };

const usual = (locale: string) => LABELS[locale] ?? LABELS.en!;
/** In this language, else in English, else in the first there is. */
const inLanguage = (texts: Record<string, string>, locale: string): string | undefined =>
  texts[locale] ?? texts.en ?? Object.values(texts)[0];

/** The taxonomy with the merchant's own reasons, each after the one it lies beneath. */
export function reasonsWith({ own }: Pick<OwnReasons, 'own'>): Reason[] {
  return REASONS.flatMap((reason) => [
    reason,
    ...own.flatMap(({ id, name }) => (parentReason(id) === reason.id ? [{ ...reason, id, label: name }] : [])),
  ]);
}

/** A reason this merchant has. What anybody could write beneath a reason of the taxonomy is none. */
export const knownReason = ({ own }: Pick<OwnReasons, 'own'>, id: string | null | undefined): Reason | undefined =>
  parentReason(id) === null || own.some((one) => one.id === id) ? reasonOf(id) : undefined;

/** Reasons with commas between them, and the merchant's own beneath each: who looks for one looks for what lies beneath it too. */
export const withNarrower = ({ own }: Pick<OwnReasons, 'own'>, ids: string): string =>
  [...new Set(ids.split(',').flatMap((id) => [id, ...own.flatMap((one) => (parentReason(one.id) === id ? [one.id] : []))]))].join(',');

/** What a reason is called; one that the merchant removed is called as its parent. */
export function labelOfReason(settings: Pick<OwnReasons, 'own' | 'labels'>, id: string, locale: string): string {
  const narrow = settings.own.find((one) => one.id === id);
  const shown = narrow ? id : countsAs(id);
  return settings.labels[locale]?.[shown] ?? narrow?.name ?? usual(locale).reasons[shown] ?? reasonOf(shown)?.label ?? id;
}

/** What the customer is asked after giving this reason; null: nothing. */
export function askedMoreAfter({ probes }: Pick<OwnReasons, 'probes'>, id: string, locale: string): AskedMore | null {
  const reason = reasonOf(id);
  const parent = countsAs(id);
  const own = probes[id] ?? probes[parent];
  const usualQuestion = reason?.probe ? (usual(locale).probes[parent] ?? reason.probe) : null;
  if (!own) {
    const answers = (reason?.probes ?? []).map((answer) => ({ id: answer, label: labelOfUsualAnswer(answer, locale) ?? answer }));
    return usualQuestion !== null || answers.length > 0 ? { question: usualQuestion, answers } : null;
  }
  if (own.off) return null;
  const question = inLanguage(own.question, locale) ?? usualQuestion;
  const answers = own.answers.map((answer) => ({ id: answer.id, label: labelOfAnswer(answer, locale) }));
  return question !== null || answers.length > 0 ? { question, answers } : null;
}

/** Every answer that may have been given after this reason, with its label: those asked for now, and the usual ones. */
export function answersAfter(settings: Pick<OwnReasons, 'probes'>, id: string, locale: string): AskedMore['answers'] {
  const now = askedMoreAfter(settings, id, locale)?.answers ?? [];
  const before = (reasonOf(id)?.probes ?? []).map((answer) => ({ id: answer, label: labelOfUsualAnswer(answer, locale) ?? answer }));
  return [...now, ...before.filter((answer) => !now.some((one) => one.id === answer.id))];
}

const labelOfUsualAnswer = (id: string, locale: string): string | undefined => usual(locale).probe_choices[id];
const labelOfAnswer = ({ id, labels }: { id: string; labels: Record<string, string> }, locale: string): string =>
  labels[locale] ?? labelOfUsualAnswer(id, locale) ?? inLanguage(labels, locale) ?? id;

const USUAL_ANSWERS = new Set(REASONS.flatMap(({ probes = [] }) => probes));
export const isUsualAnswer = (id: string): boolean => USUAL_ANSWERS.has(id);
/** Whether customers of this merchant can give this answer. */
export const isAnswer = ({ probes }: Pick<OwnReasons, 'probes'>, id: string): boolean =>
  isUsualAnswer(id) || Object.values(probes).some(({ answers }) => answers.some((one) => one.id === id));

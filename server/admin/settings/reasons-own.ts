import type { Settings } from '#shared/contracts/settings.ts';
import type { SettingsBasis } from '#server/api/staff/settings-basis.ts';
import { parentOf } from '../models/reason-parent.ts';

export type Reasons = Settings['reasons'];
/** A reason to choose from: of the taxonomy, or one of the shop's own beneath it. */
export type Reason = SettingsBasis['reasons'][number];
export type Probe = Reasons['probes'][string];

/** A draft begun before there were own reasons and questions has none. */
export const complete = (document: Reasons): Reasons => ({ ...document, own: document.own ?? [], probes: document.probes ?? {} });

export const MOST_ANSWERS = 12;
export const MOST_OWN = 200;
const LONGEST = 30;

export const ownBeneath = ({ own }: Reasons, parent: string) => own.filter(({ id }) => parentOf(id) === parent);

/** An id from somebody's words, so that files and programs can read it too. */
export function idFrom(words: string, isTaken: (id: string) => boolean): string {
  const plain = words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, LONGEST)
    .replaceAll(/^_+|_+$/g, '');
  const base = plain || 'own';
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : `_${number}`;
    const id = `${base.slice(0, LONGEST - end.length)}${end}`;
    if (!isTaken(id)) return id;
  }
}

export function withOwn(document: Reasons, parent: string, name: string): Reasons {
  const { own } = document;
  const id = `${parent}.${idFrom(name, (slug) => own.some((one) => one.id === `${parent}.${slug}`))}`;
  return { ...document, own: [...own, { id, name }] };
}

/** Without an own reason and everything said about it; words of files that meant it mean its parent. */
export function withoutOwn(document: Reasons, id: string): Reasons {
  const parent = parentOf(id) ?? id;
  const { [id]: _, ...probes } = document.probes;
  const labels = Object.entries(document.labels).map(([language, { [id]: _label, ...others }]) => [language, others] as const);
  return {
    ...document,
    own: document.own.filter((one) => one.id !== id),
    probes,
    labels: Object.fromEntries(labels.filter(([, words]) => Object.keys(words).length > 0)),
    hidden: document.hidden.filter((one) => one !== id),
    mappings: Object.fromEntries(Object.entries(document.mappings).map(([words, reason]) => [words, reason === id ? parent : reason])),
  };
}

/** The taxonomy with the shop's own reasons, each after the one it lies beneath and with its facts. */
export const reasonsWith = (basis: SettingsBasis, document: Reasons): Reason[] =>
  basis.reasons.flatMap((reason) => [
    reason,
    ...ownBeneath(document, reason.id).map(({ id, name }) => ({
      ...reason,
      id,
      labels: Object.fromEntries(basis.languages.map((language) => [language, document.labels[language]?.[id] ?? name])),
    })),
  ]);

/** What is said about a reason's question: for an own reason, if nothing is, what is said about its parent's. */
export const probeOf = ({ probes }: Reasons, id: string): Probe | undefined => probes[id] ?? probes[parentOf(id) ?? id];

/** The usual question and answers as something of the shop's own to begin with. */
export const probeToBegin = (document: Reasons, reason: Reason): Probe => {
  const now = probeOf(document, reason.id);
  return { off: false, question: { ...now?.question }, answers: now?.answers ?? reason.probes.map(({ id }) => ({ id, labels: {} })) };
};

type Answer = Probe['answers'][number];
/** What an answer is called where the shop has no words of its own for it in a language. */
export const otherWordsFor = ({ id, labels }: Answer, { probes }: Reason, language: string): string =>
  probes.find((usual) => usual.id === id)?.labels[language] ?? labels.en ?? Object.values(labels)[0] ?? '';
export const answerWords = (answer: Answer, reason: Reason, language: string): string =>
  answer.labels?.[language] ?? (otherWordsFor(answer, reason, language) || answer.id);

/** What is asked after a reason, in one language; null: nothing. */
export function askedAfter(
  document: Reasons,
  reason: Reason,
  language: string,
): { question: string | null; answers: { id: string; label: string }[] } | null {
  const own = probeOf(document, reason.id);
  if (own?.off) return null;
  const usual = reason.questions[language] ?? reason.probe;
  const { question = {} } = own ?? {};
  const asked = {
    question: question[language] ?? question.en ?? Object.values(question)[0] ?? usual ?? null,
    answers: own
      ? own.answers.map((answer) => ({ id: answer.id, label: answerWords(answer, reason, language) }))
      : reason.probes.map(({ id, label, labels }) => ({ id, label: labels[language] ?? label })),
  };
  return asked.question === null && asked.answers.length === 0 ? null : asked;
}
/** A new answer in the words of one language. Its id is nowhere else, so that offers for it are for it alone. */
export function withAnswer(document: Reasons, basis: SettingsBasis, reason: string, language: string, words: string): Probe {
  const probe = document.probes[reason]!; // the button stands in a question that is there
  const usual = basis.reasons.flatMap(({ probes }) => probes.map(({ id }) => id));
  const theirs = Object.values(document.probes).flatMap(({ answers }) => answers.map(({ id }) => id));
  const taken = new Set([...usual, ...theirs]);
  return { ...probe, answers: [...probe.answers, { id: idFrom(words, (id) => taken.has(id)), labels: { [language]: words } }] };
}

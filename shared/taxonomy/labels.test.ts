import { describe, expect, it } from 'vitest';
import { SCRIPTS } from '../fixtures/scripts.ts';
import { LABELS, type Labels } from './labels.ts';
import taxonomy from './taxonomy.json' with { type: 'json' };

const SECTIONS = ['reasons', 'probes', 'probe_choices', 'remedies', 'feelings'] as const;

const wanted: Record<(typeof SECTIONS)[number], string[]> = {
  reasons: taxonomy.reasons.map((reason) => reason.id),
  probes: taxonomy.reasons.filter((reason) => 'probe' in reason).map((reason) => reason.id),
  probe_choices: taxonomy.reasons.flatMap((reason) => reason.probes ?? []),
  remedies: taxonomy.remedies.map((remedy) => remedy.id),
  feelings: taxonomy.costs.feelings,
};

const sentences = (labels: Labels) =>
  SECTIONS.flatMap((section) => Object.entries(labels[section]).map(([id, label]) => ({ at: `${section}/${id}`, label })));

const english = new Map(sentences(LABELS.en!).map(({ at, label }) => [at, label]));

describe('the labels of reasons and remedies', () => {
  it('are spoken in twelve languages', () => {
    expect(Object.keys(LABELS).toSorted()).toEqual(['ar', 'de', 'el', 'en', 'es', 'fr', 'hi', 'mn', 'pt-BR', 'tr', 'ur', 'zh-Hans']);
  });

  it('say in English what the taxonomy says', () => {
    expect(LABELS.en!.reasons).toEqual(Object.fromEntries(taxonomy.reasons.map((reason) => [reason.id, reason.label])));
    expect(LABELS.en!.remedies).toEqual(Object.fromEntries(taxonomy.remedies.map((remedy) => [remedy.id, remedy.label])));
    const probes = taxonomy.reasons.flatMap((reason) => (reason.probe ? [[reason.id, reason.probe]] : []));
    expect(LABELS.en!.probes).toEqual(Object.fromEntries(probes));
  });

  it.each(Object.keys(LABELS).filter((locale) => locale !== 'en'))('are translated into %s, not copied from English', (locale) => {
    expect(sentences(LABELS[locale]!).filter(({ at, label }) => english.get(at) === label)).toEqual([]);
  });

  describe.each(Object.entries(LABELS))('%s', (locale, labels) => {
    it('leaves nothing out and adds nothing', () => {
      const keys = Object.fromEntries(SECTIONS.map((section) => [section, Object.keys(labels[section]).toSorted()]));
      expect(keys).toEqual(Object.fromEntries(SECTIONS.map((section) => [section, [...new Set(wanted[section])].toSorted()])));
    });

    it('leaves no label empty and none with stray blanks', () => {
      expect(sentences(labels).filter(({ label }) => label === '' || label !== label.trim())).toEqual([]);
    });

    it('is written in its own script', () => {
      const script = SCRIPTS[locale] ?? /\p{Script=Latin}/u;
      expect(sentences(labels).filter(({ label }) => !script.test(label))).toEqual([]);
    });

    it('never shows two reasons of one list, or two remedies, with the same words', () => {
      const complaints = Object.entries(labels.reasons).filter(([id]) => !id.startsWith('cancel.'));
      const leaving = Object.entries(labels.reasons).filter(([id]) => id.startsWith('cancel.'));
      for (const list of [complaints, leaving, Object.entries(labels.remedies)])
        expect(new Set(list.map(([, label]) => label)).size).toBe(list.length);
    });
  });
});

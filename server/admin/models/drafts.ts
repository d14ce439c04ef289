import { signal } from '@preact/signals';

type Values = Record<string, string>;

/** Everything typed on one case and not sent yet, form by form. */
export function createDraft() {
  const forms = signal<Record<string, Values>>({});
  /** The form the composer shows, when its reader has chosen one. */
  const tab = signal<string | null>(null);
  /** For each form the version of the case that was on the screen when its typing began. */
  const basis = new Map<string, number>();
  const isFilled = (values: Values | undefined) => Object.values(values ?? {}).some((value) => value.trim() !== '');
  const hasWords = (form: string) => isFilled(forms.value[form]);

  return {
    tab,
    hasWords,
    valuesOf: (form: string): Values => forms.value[form] ?? {},
    basisOf: (form: string) => (hasWords(form) ? basis.get(form) : undefined),
    isEmpty: () => !Object.values(forms.value).some(isFilled),
    /** Whether something typed answers an older case than this one. */
    isBehind: (version: number) => [...basis].some(([form, from]) => from < version && hasWords(form)),
    edit(form: string, values: Values, version: number) {
      if (!hasWords(form)) basis.set(form, version);
      forms.value = { ...forms.value, [form]: { ...forms.value[form], ...values } };
    },
    clear(form: string) {
      const { [form]: _, ...kept } = forms.value;
      basis.delete(form);
      forms.value = kept;
    },
    /** From now on, what was typed on version `from` (or on any) answers version `to`. */
    rebase(to: number, from?: number) {
      for (const [form, version] of basis) if (from === undefined || version === from) basis.set(form, to);
    },
  };
}

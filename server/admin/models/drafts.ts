import { signal } from '@preact/signals';

type Values = Record<string, string>;
/** One form as it is kept: what was typed, and the version of the case it answers. */
type Kept = Record<string, { values: Values; version: number }>;
export type DraftKeeper = { read(): Kept; write(kept: Kept): void };

/** Said with every form, whether or not anything was typed. */
const IS_CHOICE = /^(?:mode|template|signatory)$|Currency$/;

/** Everything typed on one case and not sent yet, form by form. With a keeper it is still there after a reload. */
export function createDraft(keeper?: DraftKeeper) {
  const kept = keeper?.read() ?? {};
  const forms = signal<Record<string, Values>>(Object.fromEntries(Object.entries(kept).map(([form, { values }]) => [form, values])));
  /** The form the composer shows, when its reader has chosen one. */
  const tab = signal<string | null>(null);
  /** For each form the version of the case that was on the screen when its typing began. */
  const basis = new Map<string, number>(Object.entries(kept).map(([form, { version }]) => [form, version]));
  const isFilled = (values: Values | undefined) =>
    Object.entries(values ?? {}).some(([name, value]) => !IS_CHOICE.test(name) && value.trim() !== '');
  const hasWords = (form: string) => isFilled(forms.value[form]);

  function keep() {
    keeper?.write(
      Object.fromEntries(
        Object.entries(forms.peek())
          .filter(([, values]) => isFilled(values))
          .map(([form, values]) => [form, { values, version: basis.get(form) ?? 0 }]),
      ),
    );
  }

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
      keep();
    },
    clear(form: string) {
      const { [form]: _, ...others } = forms.value;
      basis.delete(form);
      forms.value = others;
      keep();
    },
    /** From now on, what was typed on version `from` (or on any) answers version `to`. */
    rebase(to: number, from?: number) {
      for (const [form, version] of basis) if (from === undefined || version === from) basis.set(form, to);
      keep();
    },
  };
}

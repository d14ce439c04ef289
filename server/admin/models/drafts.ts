import { signal } from '@preact/signals';

type Values = Record<string, string>;

/** Everything typed on one case and not sent yet, form by form. */
export function createDraft() {
  const forms = signal<Record<string, Values>>({});
  /** The form the composer shows, when its reader has chosen one. */
  const tab = signal<string | null>(null);
  /** The version of the case that was on the screen when typing began. */
  const basedOn = signal<number | null>(null);
  const isFilled = (values: Values | undefined) => Object.values(values ?? {}).some((value) => value.trim() !== '');

  return {
    forms,
    tab,
    basedOn,
    valuesOf: (form: string): Values => forms.value[form] ?? {},
    hasWords: (form: string) => isFilled(forms.value[form]),
    isEmpty: () => !Object.values(forms.value).some(isFilled),
    edit(form: string, values: Values, version: number) {
      basedOn.value ??= version;
      forms.value = { ...forms.value, [form]: { ...forms.value[form], ...values } };
    },
    clear(form: string) {
      const { [form]: _, ...kept } = forms.value;
      forms.value = kept;
      if (!Object.values(kept).some(isFilled)) basedOn.value = null;
    },
  };
}

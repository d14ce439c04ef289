import { t } from '../words/language.ts';

type Words = { subject: string; body: string };
type Props = {
  id: string;
  words: Words;
  /** The most characters of the letter. */
  max: number;
  rows: number;
  lang?: string;
  isLocked?: boolean;
  errorAt?: (field: keyof Words) => string | null;
  onType: (typed: Partial<Words>) => void;
};

/** A letter as its reader gets it, to be changed before it goes. */
export function LetterFields({ id, words, max, rows, lang, isLocked = false, errorAt = () => null, onType }: Props) {
  const field = (name: keyof Words) => ({
    id: `${id}-${name}`,
    dir: 'auto' as const,
    lang,
    readOnly: isLocked,
    value: words[name],
    'aria-invalid': errorAt(name) === null ? undefined : ('true' as const),
    'aria-describedby': errorAt(name) === null ? undefined : `${id}-${name}-wrong`,
    onInput: (event: { currentTarget: { value: string } }) => onType({ [name]: event.currentTarget.value }),
  });
  const wrong = (name: keyof Words) =>
    errorAt(name) !== null && (
      <p class="wb-wrong" id={`${id}-${name}-wrong`}>
        {errorAt(name)}
      </p>
    );
  return (
    <>
      <div class="field field-line">
        <label for={`${id}-subject`}>{t('Subject')}</label>
        <input maxLength={200} {...field('subject')} />
        {wrong('subject')}
      </div>
      <div class="field">
        <label for={`${id}-body`}>{t('Letter')}</label>
        <textarea rows={rows} maxLength={max} {...field('body')} />
        {wrong('body')}
      </div>
    </>
  );
}

import type { Speak } from '#shared/words/speak.ts';
import { FILE_BYTES, FILES_PER_CASE } from '../public/site.ts';

const MEGABYTE = 1024 * 1024;
/** The largest form: every file at its largest, and all the words. */
export const FORM_BYTES = FILES_PER_CASE * FILE_BYTES + MEGABYTE;

const fileSize = (locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte' }).format(FILE_BYTES / MEGABYTE);

export const hintOnFiles = (say: Speak, locale: string): string => say('attach_hint', { size: fileSize(locale) });
export const tooLarge = (say: Speak, locale: string): string => say('error_file_large', { size: fileSize(locale) });

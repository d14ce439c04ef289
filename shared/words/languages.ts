import { words as de } from './de.ts';
import { words as en } from './en.ts';
import type { Words } from './words.ts';

export const LANGUAGES: Record<string, Words> = { en, de };

import { words as de } from './de.ts';
import { words as en } from './en.ts';
import { words as fr } from './fr.ts';
import type { Words } from './words.ts';

export const LANGUAGES: Record<string, Words> = { en, de, fr };

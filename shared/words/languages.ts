import { words as ar } from './ar.ts';
import { words as de } from './de.ts';
import { words as el } from './el.ts';
import { words as en } from './en.ts';
import { words as es } from './es.ts';
import { words as fr } from './fr.ts';
import { words as hi } from './hi.ts';
import { words as mn } from './mn.ts';
import { words as ptBr } from './pt-BR.ts';
import { words as tr } from './tr.ts';
import { words as ur } from './ur.ts';
import { words as zhHans } from './zh-Hans.ts';
import type { Words } from './words.ts';

export const LANGUAGES: Record<string, Words> = { en, de, el, es, fr, hi, mn, ur, ar, 'zh-Hans': zhHans, 'pt-BR': ptBr, tr };

import type { words as en } from './en.ts';

/** Every sentence the server writes to a customer, in one language. */
export type Words = Record<keyof typeof en, string>;
export type WordKey = keyof Words;

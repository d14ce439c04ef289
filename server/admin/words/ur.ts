import type { Catalog } from './language.ts';

/** Urdu. */
const words: Catalog = {};
export default words;

import { msg } from '../words/language.ts';

/** A page of the settings. `roles`: who sees it; everybody when missing. */
export type Section = { path: string; label: string; group: string; roles?: string[] };

export const GROUPS = [msg('The shop'), msg('Cases'), msg('Answers'), msg('Connections'), msg('People and privacy')] as const;

/** In the order of the menu; one line each. */
export const SECTIONS: Section[] = [];

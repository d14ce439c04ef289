/** Somebody used a command wrongly; the message says how it is used. */
export class WrongUse extends Error {}

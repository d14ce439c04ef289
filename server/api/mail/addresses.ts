import { hashOf } from '#server/secrets.ts';

/** `Garden shop <hello@garden.example>` or a bare address. */
export function mailboxOf(written: string): { name: string; address: string } {
  const named = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(written);
  return named ? { name: named[1] ?? '', address: named[2] ?? '' } : { name: '', address: written.trim() };
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The address under which answers to one case come in: `reply+<token>@shop.example`. */
export function replyAddressOf(template: string, token: string): string {
  const { address } = mailboxOf(template);
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

const TOKEN = /(?:^|\+|\.)([0-9a-f]{32})(?=@|$)/i;

/** The tokens that addresses or message ids of ours carry, as they are stored. */
export const tokenHashesIn = (addresses: string[]): string[] =>
  addresses.flatMap((address) => {
    const token = TOKEN.exec(address.slice(0, address.lastIndexOf('@') + 1))?.[1];
    return token ? [hashOf(token.toLowerCase())] : [];
  });

const LETTER = /^<?([a-z]+_[\w]+)@/;

/** The letters of ours that message ids name. */
export const letterIdsIn = (messageIds: string[]): string[] => messageIds.flatMap((id) => LETTER.exec(id)?.[1] ?? []);

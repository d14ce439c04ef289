/**
 * A stable share of customers who are shown no offer, so that a save can be measured against them.
 * The same customer always falls on the same side; raising the share never moves anybody out.
 *
 * @param share 0 to 1
 */
export function isHeldOut(siteId: string, customerId: string, share: number): boolean {
  return fraction(`${siteId}:${customerId}`) < share;
}

/** FNV-1a with a final mix: even enough for a share, and free of platform code. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

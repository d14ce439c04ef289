import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

export type Address = { address: string; family: 4 | 6 };

const V4_NOT_PUBLIC: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const V6_NOT_PUBLIC: [string, number][] = [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const notPublic = new BlockList();
for (const [net, bits] of V4_NOT_PUBLIC) notPublic.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of V6_NOT_PUBLIC) notPublic.addSubnet(net, bits, 'ipv6');
const v6Global = new BlockList();
v6Global.addSubnet('2000::', 3, 'ipv6');

/**
 * An address of the open internet: not this machine, not its network, not one wrapped in another.
 *
 * @source IANA special-purpose address registries
 */
export const isPublic = ({ address, family }: Address): boolean =>
  family === 4 ? !notPublic.check(address, 'ipv4') : v6Global.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');

export class NotAllowed extends Error {}

/**
 * The one address to connect to. All addresses of a name must be allowed, so that no answer can be chosen later.
 *
 * @throws NotAllowed for a private address
 */
export async function addressOf(hostname: string, mayBePrivate: boolean): Promise<Address> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const literal = isIP(bare);
  const all = literal ? [{ address: bare, family: literal }] : await lookup(bare, { all: true });
  const addresses = all.map(({ address, family }): Address => ({ address, family: family === 6 ? 6 : 4 }));
  if (!mayBePrivate && !addresses.every(isPublic))
    throw new NotAllowed(`${bare} leads to a private address. WEBHOOK_ALLOW_PRIVATE=1 allows it.`);
  const [first] = addresses;
  if (!first) throw new Error(`${bare} has no address.`);
  return first;
}

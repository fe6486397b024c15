import { BlockList, isIP } from 'node:net';

/** IPv4 ranges that are no host on the internet: IANA's special-purpose registry, multicast and the reserved rest. */
const NOT_PUBLIC_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Of IPv6, what is routed worldwide … */
const ROUTED_V6 = ['2000::/3'];

/** … without what only documents something, or carries an IPv4 address that would have to be judged itself. */
const NOT_PUBLIC_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function toList(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

const notPublicV4 = toList(NOT_PUBLIC_V4, 'ipv4');
const notPublicV6 = toList(NOT_PUBLIC_V6, 'ipv6');
const routedV6 = toList(ROUTED_V6, 'ipv6');

/** Whether an address, as resolvers write it, is a host on the internet. Everything else stays unreachable for webhooks. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !notPublicV4.check(address, 'ipv4');
  return family === 6 && routedV6.check(address, 'ipv6') && !notPublicV6.check(address, 'ipv6');
}

const LONGEST_URL = 2_000;
const HTTPS_PORT = 443;
const FIRST_FREE_PORT = 1_024;

/**
 * The address of an endpoint, if messages may be sent there by what the address says: https on port 443 or one from 1024
 * on. Which host a name stands for is judged when a message is sent (`post`).
 * @param allowsLocal on an installation for trying things, http on 127.0.0.1 is right too
 */
export function findTarget(text: string, { allowsLocal }: { allowsLocal: boolean }): URL | null {
  const url = text.length <= LONGEST_URL ? URL.parse(text) : null;
  if (!url || url.username || url.password || url.hash) return null;
  if (allowsLocal && isLocal(url)) return url;
  const port = url.port === '' ? HTTPS_PORT : Number(url.port);
  if (url.protocol !== 'https:' || (port !== HTTPS_PORT && port < FIRST_FREE_PORT)) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 || isPublicAddress(host) ? url : null;
}

/** Plain http to this machine: what `findTarget` accepts for trying things, and nowhere else. */
export const isLocal = ({ protocol, hostname }: URL): boolean => protocol === 'http:' && hostname === '127.0.0.1';

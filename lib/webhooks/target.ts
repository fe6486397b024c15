import { BlockList, isIP } from 'node:net';

/** IPv4 ranges that are not public: IANA's special-purpose registry, multicast and reserved ranges. */
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

/** The IPv6 range for global unicast. */
const ROUTED_V6 = ['2000::/3'];

/** Its documentation ranges, and those that embed an IPv4 address, which may be private. */
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

/** Whether an IP address is public. Webhooks are sent to no other. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !notPublicV4.check(address, 'ipv4');
  return family === 6 && routedV6.check(address, 'ipv6') && !notPublicV6.check(address, 'ipv6');
}

const LONGEST_URL = 2_000;
const HTTPS_PORT = 443;
const FIRST_FREE_PORT = 1_024;

/**
 * Parses the address of an endpoint: https on port 443, or on 1024 and above, without credentials. Null for any other. A host
 * name is resolved and checked only when a message is sent (`post`).
 * @param allowsLocal accepts http on 127.0.0.1 too
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

/** http on 127.0.0.1, which `findTarget` accepts in the sandbox alone. */
export const isLocal = ({ protocol, hostname }: URL): boolean => protocol === 'http:' && hostname === '127.0.0.1';

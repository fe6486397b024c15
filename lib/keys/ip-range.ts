import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Addresses that share the first `bits` bits with `network`. */
export interface IpRange {
  network: Address;
  bits: number;
}

const CIDR = /^([^/]+)\/(\d{1,3})$/;

/** Parses `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. Null when it is neither an address nor a range. */
export function findIpRange(text: string): IpRange | null {
  const [, start = text, bits] = CIDR.exec(text) ?? [];
  const network = findAddress(start);
  if (!network) return null;
  const longest = network.toByteArray().length * 8;
  if (bits === undefined) return { network, bits: longest };
  return Number(bits) <= longest ? { network, bits: Number(bits) } : null;
}

/** Whether an address lies in one of the ranges. An IPv4 address inside IPv6 (`::ffff:203.0.113.7`) counts as IPv4. */
export function isInside(ranges: readonly IpRange[], address: string): boolean {
  const found = findAddress(address);
  return found !== null && ranges.some((range) => found.kind() === range.network.kind() && contains(range, found));
}

const contains = ({ network, bits }: IpRange, address: Address): boolean =>
  address.kind() === 'ipv4'
    ? (address as ipaddr.IPv4).match(network as ipaddr.IPv4, bits)
    : (address as ipaddr.IPv6).match(network as ipaddr.IPv6, bits);

/** Octal, hexadecimal and shortened IPv4 spellings are refused: people and programs read them differently. */
function findAddress(text: string): Address | null {
  if (!text.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(text)) return null;
  return ipaddr.isValid(text) ? ipaddr.process(text) : null;
}

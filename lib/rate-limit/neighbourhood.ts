import ipaddr from 'ipaddr.js';

const NETWORK_BYTES = 8;

/** What counts as one address: an IPv6 customer has at least 2⁶⁴ of them, so a whole /64 network counts as one. */
export function toNeighbourhood(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip.slice(0, 64);
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return `${Buffer.from(address.toByteArray().slice(0, NETWORK_BYTES)).toString('hex')}/64`;
}

import 'server-only';
import ipaddr from 'ipaddr.js';
import { AppError } from '#lib/errors.ts';
import { FAILED_AUTHENTICATIONS_PER_MINUTE } from './policies.ts';
import { limitStore } from './store/open.ts';
import type { LimitStore } from './store/store.ts';

/**
 * Counts a failed authentication. Called after each; its error replaces the 401.
 * @throws rate_limit_exceeded from the 31st of an address in a minute on
 */
export async function limitFailedAuthentication(ip: string, store: LimitStore = limitStore()): Promise<void> {
  const [count] = await store.add([{ id: `failures:${toNeighbourhood(ip)}`, amount: 1 }]);
  if (!count || count.used <= FAILED_AUTHENTICATIONS_PER_MINUTE) return;
  const message = 'Too many requests with keys that do not work came from your IP address. Wait a minute.';
  throw new AppError('rate_limit_exceeded', message, { retryAfterSeconds: count.resetsInMs / 1000 });
}

const NETWORK_BYTES = 8;

/** The unit of counting: an IPv6 customer has at least 2⁶⁴ addresses, so a whole /64 network counts as one. */
export function toNeighbourhood(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip.slice(0, 64);
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return `${Buffer.from(address.toByteArray().slice(0, NETWORK_BYTES)).toString('hex')}/64`;
}

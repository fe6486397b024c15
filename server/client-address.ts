import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import { forwardedAddress, plainAddress } from '#lib/http/forwarded-address.ts';

/** Proxies add these; browsers and API clients send none of them. */
const FORWARDING = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'];
const PRIVATE_RANGES = ['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'];

/** The caller's address, as reported by the operator's own proxies, or by the socket. */
export const clientAddress = (message: IncomingMessage, trustedProxies: number): string =>
  forwardedAddress(String(message.headers['x-forwarded-for'] ?? ''), trustedProxies) || socketAddress(message);

const socketAddress = ({ socket }: IncomingMessage): string => plainAddress(socket.remoteAddress ?? '');

const isForwarded = ({ headers }: IncomingMessage): boolean => FORWARDING.some((name) => headers[name] !== undefined);

const rangeOf = (address: string): string => (ipaddr.isValid(address) ? ipaddr.process(address).range() : '');

/**
 * Whether the caller is on this machine, without a proxy in between. nginx adds no header by default, but then it calls
 * in HTTP/1.0, which no browser does.
 */
export const isLocalCall = (message: IncomingMessage): boolean =>
  message.httpVersion === '1.1' && !isForwarded(message) && rangeOf(socketAddress(message)) === 'loopback';

/** The private address of a proxy that passed this request on, or null. */
export function findProxy(message: IncomingMessage): string | null {
  if (!isForwarded(message)) return null;
  const address = socketAddress(message);
  return PRIVATE_RANGES.includes(rangeOf(address)) ? address : null;
}

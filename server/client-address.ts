import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import { forwardedAddress, plainAddress } from '#lib/http/forwarded-address.ts';

/** Proxies add these; browsers and API clients send none of them. */
const FORWARDING = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'];
const PRIVATE_RANGES = ['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'];

/** Who called: by what the operator's own proxies say, or by the socket. */
export const clientAddress = (message: IncomingMessage, trustedProxies: number): string =>
  forwardedAddress(String(message.headers['x-forwarded-for'] ?? ''), trustedProxies) || socketAddress(message);

const socketAddress = ({ socket }: IncomingMessage): string => plainAddress(socket.remoteAddress ?? '');

const isForwarded = ({ headers }: IncomingMessage): boolean => FORWARDING.some((name) => headers[name] !== undefined);

const rangeOf = (address: string): string => (ipaddr.isValid(address) ? ipaddr.process(address).range() : '');

/**
 * Whether somebody on this machine calls, and no proxy in between. nginx adds no header unless told to, but calls in
 * HTTP/1.0 then, which no browser does.
 */
export const isLocalCall = (message: IncomingMessage): boolean =>
  message.httpVersion === '1.1' && !isForwarded(message) && rangeOf(socketAddress(message)) === 'loopback';

/** The private address of a proxy that passed this request on, or null. */
export function findProxy(message: IncomingMessage): string | null {
  if (!isForwarded(message)) return null;
  const address = socketAddress(message);
  return PRIVATE_RANGES.includes(rangeOf(address)) ? address : null;
}

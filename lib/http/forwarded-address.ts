import { env } from '#lib/config/env.ts';

const MAPPED = /^::ffff:(?=\d+\.)/i; // an IPv4 caller on an IPv6 socket

export const plainAddress = (address: string): string => address.replace(MAPPED, '');

/**
 * Who called the outermost of so many proxies in a row. Each appends to `x-forwarded-for` the address it was called from, so
 * the caller is that many entries from the right; what stands further left is the caller's own claim. Empty when nobody is
 * to be believed, or they say nothing.
 */
export const forwardedAddress = (forwardedFor: string, proxies: number): string =>
  proxies === 0 ? '' : plainAddress(forwardedFor.split(',').at(-proxies)?.trim() ?? '');

/** In Next, whose pages do not see the socket, the front door is the one proxy. A Next that runs alone has only the operator's. */
const PROXIES_OF_NEXT = env.TOKENHUB_PORTAL_SECRET ? 1 : env.TRUSTED_PROXIES;

/** Who calls a page or a route handler, or an empty text: what callers say of themselves is not believed. */
export const callerAddress = (headers: Pick<Headers, 'get'>): string =>
  forwardedAddress(headers.get('x-forwarded-for') ?? '', PROXIES_OF_NEXT);

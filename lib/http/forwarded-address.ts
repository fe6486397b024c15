import { env } from '#lib/config/env.ts';

const MAPPED = /^::ffff:(?=\d+\.)/i; // an IPv4 caller on an IPv6 socket

export const plainAddress = (address: string): string => address.replace(MAPPED, '');

/**
 * Returns the address of the caller of the outermost of so many proxies in a row. Each proxy appends the address of its
 * caller to `x-forwarded-for`, so the trusted entry is that many from the right; entries further left can be forged.
 * Empty without trusted proxies or entries.
 */
export const forwardedAddress = (forwardedFor: string, proxies: number): string =>
  proxies === 0 ? '' : plainAddress(forwardedFor.split(',').at(-proxies)?.trim() ?? '');

/** Next does not see the socket: the public server is its one proxy. A Next that runs alone has only the operator's. */
const PROXIES_OF_NEXT = env.TOKENHUB_PORTAL_SECRET ? 1 : env.TRUSTED_PROXIES;

/** Address of the caller of a page or route handler; empty when only the caller itself reports one. */
export const callerAddress = (headers: Pick<Headers, 'get'>): string =>
  forwardedAddress(headers.get('x-forwarded-for') ?? '', PROXIES_OF_NEXT);

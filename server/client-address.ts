import type { IncomingMessage } from 'node:http';

const MAPPED = /^::ffff:(?=\d+\.)/i;

/**
 * Who called. Each of the operator's own proxies appends to `x-forwarded-for` the address it was called from, so the
 * caller is that many entries from the right; what stands further left is the caller's own claim.
 */
export function clientAddress(message: IncomingMessage, trustedProxies: number): string {
  const direct = (message.socket.remoteAddress ?? '').replace(MAPPED, '');
  if (trustedProxies === 0) return direct;
  const forwarded = String(message.headers['x-forwarded-for'] ?? '').split(',');
  return forwarded.at(-trustedProxies)?.trim().replace(MAPPED, '') || direct;
}

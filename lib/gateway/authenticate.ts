import 'server-only';
import { AppError } from '#lib/errors.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { parseKey } from '#lib/keys/secret.ts';
import { verifyKey } from '#lib/keys/verify.ts';
import { limitFailedAuthentication } from '#lib/rate-limit/failed-authentication.ts';
import type { GatewayRequest } from './http.ts';

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Returns the caller, from `authorization: Bearer …` or, for Anthropic's clients, `x-api-key`.
 * @throws AppError 401 or 403 that explains the fault of the key, 429 after many wrong keys from one address
 */
export async function authenticate(request: GatewayRequest, now: Date): Promise<Principal> {
  refuseKeyInQuery(request.url);
  try {
    return await verifyKey(findSecret(request), { clientIp: request.clientIp, now });
  } catch (error) {
    if (error instanceof AppError && error.status === 401) await limitFailedAuthentication(request.clientIp);
    throw error;
  }
}

/** Clients that send both headers sometimes put a placeholder in one, so the secret in our format is preferred. */
export function findSecret(request: Pick<GatewayRequest, 'header'>): string {
  const bearer = BEARER.exec(request.header('authorization') ?? '')?.[1];
  const other = request.header('x-api-key')?.trim() || undefined;
  if (bearer && other && parseKey(bearer).kind === 'malformed') return other;
  return bearer ?? other ?? '';
}

/** Addresses end up in logs and browser histories, so a key in one counts as shown to others. */
function refuseKeyInQuery(url: string): void {
  const query = url.indexOf('?');
  if (query === -1 || !/[?&](api[-_]?key|key|token)=|\bth-/i.test(url.slice(query))) return;
  throw new AppError(
    'key_in_query',
    'A key must not be in the address. Send it as `authorization: Bearer …`, and rotate the one you just sent.',
  );
}

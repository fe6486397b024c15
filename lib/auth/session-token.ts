import 'server-only';
import { decode, encode } from 'next-auth/jwt';
import { derivedKey } from '#lib/config/secret.ts';
import { ABSOLUTE_MS, type SessionToken } from './sessions.ts';

export const sessionSecret = (): string => derivedKey('session').toString('base64');
export const COOKIE_MAX_AGE_SECONDS = ABSOLUTE_MS / 1000;

/** Decodes a session cookie; null when it is not ours or has expired. */
export async function findSessionToken(cookie: string | undefined): Promise<SessionToken | null> {
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: sessionSecret() }).catch(() => null);
  return typeof token?.sessionId === 'string' && typeof token.version === 'number'
    ? { sessionId: token.sessionId, version: token.version }
    : null;
}

/** Encodes the session cookie as next-auth does. */
export const toSessionCookie = ({ sessionId, version }: SessionToken): Promise<string> =>
  encode({ token: { sessionId, version }, secret: sessionSecret(), maxAge: COOKIE_MAX_AGE_SECONDS });

import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { AppError } from '#lib/errors.ts';
import type { Principal, RateLimits } from '#lib/keys/principal.ts';
import { type KeyCache, keyCache } from './cache.ts';
import { noteUse } from './last-used.ts';
import { keyNotFound } from './queries.ts';
import { digestKey, hashKey, type ParsedKey, parseKey } from './secret.ts';
import { assertUsable, toVerifiedKey, type VerifiedKey, verificationShape } from './verified-key.ts';

export interface KeyUse {
  clientIp: string;
  now: Date;
}

const DEFAULT_LIMITS: RateLimits = {
  requestsPerMinute: env.REQUESTS_PER_MINUTE,
  tokensPerMinute: env.TOKENS_PER_MINUTE,
  concurrency: env.CONCURRENT_REQUESTS,
};

const MALFORMED = {
  prefix: 'An API key of this service begins with `th-`. Check which key you sent.',
  shape: 'This is not a whole API key. Check that nothing was cut off or added when it was copied.',
  checksum: 'This API key has a wrong character. Check that it was copied exactly.',
} satisfies Record<Extract<ParsedKey, { kind: 'malformed' }>['reason'], string>;

export function createVerifier(cache: KeyCache) {
  const reading = new Map<string, Promise<VerifiedKey>>();

  async function read(secret: string, digest: string, now: Date): Promise<VerifiedKey> {
    assertWellFormed(secret);
    const changes = cache.beginRead();
    const key = await readKey(hashKey(secret));
    cache.add(digest, key, { changes, atMs: now.getTime() });
    return key;
  }

  /** Requests that arrive while their key is being read share that read. */
  function readOnce(secret: string, digest: string, now: Date): Promise<VerifiedKey> {
    const running = reading.get(digest);
    if (running) return running;
    const started = read(secret, digest, now).finally(() => reading.delete(digest));
    reading.set(digest, started);
    return started;
  }

  return async function verifyKey(secret: string, { clientIp, now }: KeyUse): Promise<Principal> {
    const digest = digestKey(secret);
    const key = cache.find(digest, now.getTime()) ?? (await readOnce(secret, digest, now));
    assertUsable(key, { clientIp, now });
    noteUse(key.row, now);
    return key.principal;
  };
}

/**
 * Returns the principal of a secret.
 * @throws missing_api_key, malformed_api_key, invalid_api_key, api_key_revoked, api_key_expired, api_key_disabled,
 * account_suspended, ip_not_allowed; server_busy when the database does not answer
 */
export const verifyKey = createVerifier(keyCache);

/**
 * Returns the principal of a key given by its id: members of its account may read in their session as the key would.
 * @throws not_found, also when the key is another account's, and like `verifyKey` when it may not be used now and from there
 */
export async function getPrincipal(
  named: { accountId: string; keyId: string },
  circumstances: KeyUse,
): Promise<Principal> {
  const where = { id: named.keyId, accountId: named.accountId };
  const row = await db.apiKey.findFirst({ where, select: verificationShape });
  if (!row) throw keyNotFound();
  const key = toVerifiedKey(row, DEFAULT_LIMITS);
  assertUsable(key, circumstances);
  return key.principal;
}

function assertWellFormed(secret: string): void {
  if (secret === '') throw new AppError('missing_api_key', 'Send your API key as `Authorization: Bearer th-…`.');
  const parsed = parseKey(secret);
  if (parsed.kind === 'malformed') throw new AppError('malformed_api_key', MALFORMED[parsed.reason]);
}

async function readKey(hash: Buffer): Promise<VerifiedKey> {
  const row = await findRow(hash);
  if (!row || !timingSafeEqual(row.hash, hash)) {
    throw new AppError('invalid_api_key', 'There is no such API key. Check which key you sent, or create a new one.');
  }
  return toVerifiedKey(row, DEFAULT_LIMITS);
}

const findRow = (hash: Buffer) =>
  db.apiKey.findUnique({ where: { hash: new Uint8Array(hash) }, select: verificationShape }).catch((cause) => {
    const message = 'Your API key could not be checked just now. Please retry.';
    throw new AppError('server_busy', message, { retryAfterSeconds: 1, cause });
  });

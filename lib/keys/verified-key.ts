import { assertNotSuspended } from '#lib/accounts/permissions.ts';
import { storageRule } from '#lib/content/retention.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AppError } from '#lib/errors.ts';
import type { Principal, RateLimits } from '#lib/keys/principal.ts';
import { findIpRange, type IpRange, isInside } from './ip-range.ts';

/** The columns of a key and its account that verification reads. */
export const verificationShape = {
  id: true,
  accountId: true,
  name: true,
  mode: true,
  hash: true,
  models: true,
  allowedIps: true,
  requestsPerMinute: true,
  tokensPerMinute: true,
  concurrency: true,
  acceptsSuccessors: true,
  retention: true,
  lastUsedAt: true,
  expiresAt: true,
  disabledAt: true,
  revokedAt: true,
  rotatedToId: true,
  account: {
    select: {
      requestsPerMinute: true,
      tokensPerMinute: true,
      concurrency: true,
      acceptsSuccessors: true,
      retention: true,
      suspendedAt: true,
    },
  },
} satisfies Prisma.ApiKeySelect;

export type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof verificationShape }>;

/** A key's row, with the values every request needs from it computed once. */
export interface VerifiedKey {
  row: KeyRow;
  principal: Principal;
  allowedIps: readonly IpRange[];
}

export function toVerifiedKey(row: KeyRow, defaults: RateLimits): VerifiedKey {
  const account = withDefaults(row.account, defaults);
  return {
    row,
    allowedIps: row.allowedIps.map(findIpRange).filter((range) => range !== null),
    principal: {
      accountId: row.accountId,
      keyId: row.id,
      keyName: row.name,
      mode: row.mode,
      models: row.models,
      acceptsSuccessors: row.acceptsSuccessors || row.account.acceptsSuccessors,
      storage: storageRule(row.account.retention, row.retention),
      limits: { key: withDefaults(row, account), account },
    },
  };
}

type StoredLimits = { [name in keyof RateLimits]: number | null };

const withDefaults = (stored: StoredLimits, defaults: RateLimits): RateLimits => ({
  requestsPerMinute: stored.requestsPerMinute ?? defaults.requestsPerMinute,
  tokensPerMinute: stored.tokensPerMinute ?? defaults.tokensPerMinute,
  concurrency: stored.concurrency ?? defaults.concurrency,
});

/** @throws the reason why the key may not be used now from this address; the most helpful reason comes first */
export function assertUsable(
  { row, allowedIps }: VerifiedKey,
  { clientIp, now }: { clientIp: string; now: Date },
): void {
  if (row.revokedAt) throw new AppError('api_key_revoked', 'This API key was revoked. Use another one.');
  if (row.expiresAt && row.expiresAt <= now) throw new AppError('api_key_expired', describeExpiry(row, row.expiresAt));
  if (row.disabledAt) throw new AppError('api_key_disabled', 'This API key is switched off. Its owner can enable it.');
  assertNotSuspended(row.account);
  if (row.allowedIps.length > 0 && !isInside(allowedIps, clientIp)) {
    throw new AppError('ip_not_allowed', 'This API key may not be used from your IP address.');
  }
}

function describeExpiry(row: KeyRow, expiresAt: Date): string {
  const reason = row.rotatedToId ? 'was replaced by a new one and stopped working' : 'expired';
  return `This API key ${reason} at ${expiresAt.toISOString()}. Use another one.`;
}

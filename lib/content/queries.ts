import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { db } from '#lib/db/client.ts';
import type { Retention } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';
import { type Content, readStoredText, sealedAbout } from './content.ts';
import { openSealed } from './seal.ts';

export interface StoredNote {
  until: Date;
  /** The content exceeded the limit, so it was not stored. */
  isTooLarge: boolean;
}

/** The notes of the given requests whose content is stored at `now`, by request. */
export async function listStored(
  accountId: string,
  requestIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, StoredNote>> {
  if (requestIds.length === 0) return new Map();
  const rows = await db.requestContent.findMany({
    where: { requestId: { in: [...requestIds] }, accountId, expiresAt: { gt: now } },
    select: { requestId: true, expiresAt: true, secretId: true },
  });
  return new Map(rows.map((row) => [row.requestId, { until: row.expiresAt, isTooLarge: row.secretId === '' }]));
}

export async function getRetention(accountId: string): Promise<Retention> {
  return (await db.account.findUniqueOrThrow({ where: { id: accountId }, select: { retention: true } })).retention;
}

export const countStored = (accountId: string, now: Date): Promise<number> =>
  db.requestContent.count({ where: { accountId, expiresAt: { gt: now } } });

interface Opening {
  accountId: string;
  requestId: string;
  caller: Caller;
  now?: Date;
}

/**
 * Reads the stored request and response. The audit log records the access first.
 * @throws not_found when it is not stored or no longer; forbidden for a role that may not read it
 */
export async function openContent(user: { id: string }, opening: Opening): Promise<Content> {
  const { accountId, requestId, caller, now = new Date() } = opening;
  await requirePermission(user, accountId, 'content:read');
  const row = await db.requestContent.findFirst({ where: { requestId, accountId, expiresAt: { gt: now } } });
  if (!row?.sealed) throw new AppError('not_found', 'The content of this request is not stored.');
  await audit({ action: 'content.opened', accountId, actorId: user.id, target: requestId, caller, now });
  const { secretId, sealed } = row;
  const text = await openSealed(sealedAbout(opening), { secretId, sealed });
  if (text === null) throw new AppError('not_found', 'The secret that opens this content is configured no more.');
  return readStoredText(text);
}

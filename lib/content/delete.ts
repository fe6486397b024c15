import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Retention } from '#lib/db/generated/enums.ts';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { RETENTION_MS } from './retention.ts';

const PURGED_AT_ONCE = 1_000;

const purgeSome = statement<{ id: string }>(
  'content_purge',
  `DELETE FROM request_content WHERE request_id IN (
     SELECT request_id FROM request_content WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING request_id AS id`,
);

export async function purgeContent(now = new Date()): Promise<void> {
  let count = PURGED_AT_ONCE;
  while (count === PURGED_AT_ONCE) count = (await purgeSome(pool(), [now, PURGED_AT_ONCE])).length;
}

type Owner = { accountId: string } | { keyId: string };

/** Deletes all stored content of an account or of one of its keys. @returns the number of requests */
export async function deleteContent(owner: Owner, tx: Transaction = db): Promise<number> {
  return (await tx.requestContent.deleteMany({ where: owner })).count;
}

/** Shortens the life of stored content to the new retention. */
export async function shortenContent(owner: Owner, retention: Retention, tx: Transaction): Promise<void> {
  if (retention === 'none') return void (await deleteContent(owner, tx));
  const ms = RETENTION_MS[retention];
  if ('keyId' in owner)
    await tx.$executeRaw`UPDATE request_content SET expires_at = least(expires_at, created_at + ${ms} * interval '1 millisecond')
      WHERE key_id = ${owner.keyId}`;
  else
    await tx.$executeRaw`UPDATE request_content SET expires_at = least(expires_at, created_at + ${ms} * interval '1 millisecond')
      WHERE account_id = ${owner.accountId}`;
}

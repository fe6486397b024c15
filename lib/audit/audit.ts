import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { newId } from '#lib/id.ts';
import type { AuditAction } from './actions.ts';

export interface AuditEntry {
  action: AuditAction;
  /** The account it concerns; without one it concerns the user alone. */
  accountId?: string;
  userId?: string;
  actorId?: string;
  /** The object of the action: a key's id, an address, a role. Never a secret. */
  target?: string;
  details?: Prisma.InputJsonObject;
  caller?: { ip: string | null; userAgent: string | null };
  now?: Date;
}

/** The actor of a change, with address and time. Without an actor, the change was made on the command line. */
export type Circumstances = Pick<AuditEntry, 'actorId' | 'caller' | 'now'>;

/**
 * Adds an event to the log; pass the transaction of the change it describes. Call it last in that transaction: it locks
 * the end of its chain until the transaction ends, and locks taken in another order can deadlock.
 */
export async function audit(entry: AuditEntry, tx: Transaction = db): Promise<void> {
  const { caller, now, ...fields } = entry;
  await tx.auditEvent.create({
    data: { ...fields, ...caller, id: newId('event'), createdAt: now ?? new Date() },
  });
}

const addEvent = statement(
  'audit_add',
  `INSERT INTO audit_event (id, account_id, user_id, actor_id, action, target, ip, user_agent, details, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

/** The same for a transaction of SQL statements, such as the ledger's. */
export async function auditBeside(database: Database, entry: AuditEntry): Promise<void> {
  const { accountId, userId, actorId, action, target, details, caller, now = new Date() } = entry;
  const subject = [accountId ?? null, userId ?? null, actorId ?? null];
  const origin = [caller?.ip ?? null, caller?.userAgent ?? null];
  const written = details === undefined ? null : JSON.stringify(details);
  await addEvent(database, [newId('event'), ...subject, action, target ?? null, ...origin, written, now]);
}

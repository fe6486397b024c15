import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { newId } from '#lib/id.ts';
import type { AuditAction } from './actions.ts';

export interface AuditEntry {
  action: AuditAction;
  /** The account it concerns; without one it concerns the user alone. */
  accountId?: string;
  /** The user it happened to. */
  userId?: string;
  actorId?: string;
  /** What was acted on: a key's id, an address, a role. Never a secret. */
  target?: string;
  details?: Prisma.InputJsonObject;
  caller?: { ip: string | null; userAgent: string | null };
  now?: Date;
}

/** Who does something, from where and when. Without an actor it is the installation itself, by its command line. */
export type Circumstances = Pick<AuditEntry, 'actorId' | 'caller' | 'now'>;

/**
 * Adds an event to the log, in the transaction of the change it describes when that is passed. Call it last in that
 * transaction: it locks the end of its chain until the transaction ends, and locks taken in another order can deadlock.
 */
export async function audit(entry: AuditEntry, tx: Transaction = db): Promise<void> {
  const { caller, now, ...fields } = entry;
  await tx.auditEvent.create({
    data: { ...fields, ...caller, id: newId('event'), createdAt: now ?? new Date() },
  });
}

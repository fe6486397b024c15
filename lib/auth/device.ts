import 'server-only';
import type { Transaction } from '#lib/db/transaction.ts';

/** A browser across sessions: the hash of a secret only its cookie holds. */
export type Device = Uint8Array<ArrayBuffer>;

/** Whether the user has signed in with other browsers and never with this one. The first one is nothing new. */
export async function isUnknownDevice(tx: Transaction, userId: string, device: Device): Promise<boolean> {
  const known = await tx.session.findFirst({ where: { userId, device: { not: null } }, select: { id: true } });
  return known !== null && (await tx.session.count({ where: { userId, device } })) === 0;
}

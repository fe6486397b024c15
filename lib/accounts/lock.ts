import 'server-only';
import type { Transaction } from '#lib/db/transaction.ts';

/** Changes to what an account is and who belongs to it wait for each other. Rows that only refer to it do not. */
export async function lockAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "account" WHERE "id" = ${accountId} FOR NO KEY UPDATE`;
}

import 'server-only';
import { db } from '#lib/db/client.ts';
import { AppError } from '#lib/errors.ts';
import { type Receipt, toReceipt } from './receipt.ts';

/** @throws AppError not_found, also for a request of another account */
export async function getReceipt(accountId: string, requestId: string): Promise<Receipt> {
  const record = await db.usageRecord.findFirst({ where: { requestId, accountId } });
  if (!record) throw new AppError('not_found', 'There is no such request.');
  const price = record.priceId ? await db.price.findUnique({ where: { id: record.priceId } }) : null;
  return toReceipt(record, price);
}

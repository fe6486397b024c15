import 'server-only';
import { db } from '#lib/db/client.ts';

/** The state of an account's first call: answered for good, or refused in the latest attempt. */
export type FirstCall =
  | { state: 'answered' }
  | { state: 'refused'; statusCode: number; errorCode: string | null }
  | { state: 'awaited' };

export async function findFirstCall(accountId: string): Promise<FirstCall> {
  const answered = await db.usageHour.findFirst({
    where: { accountId, outcome: 'completed', requests: { gt: 0n } },
    select: { hour: true },
  });
  if (answered) return { state: 'answered' };
  const failed = await db.usageRecord.findFirst({
    where: { accountId, outcome: 'failed' },
    select: { statusCode: true, errorCode: true },
    orderBy: { settledAt: 'desc' },
  });
  return failed ? { state: 'refused', ...failed } : { state: 'awaited' };
}

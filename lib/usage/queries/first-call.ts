import 'server-only';
import { db } from '#lib/db/client.ts';

/** The first request of an account that was answered, or null while there is none. */
export const findFirstCall = (accountId: string): Promise<{ requestId: string; createdAt: Date } | null> =>
  db.usageRecord.findFirst({
    where: { accountId, outcome: 'completed' },
    select: { requestId: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
  });

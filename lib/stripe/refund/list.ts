import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { listRefundable, type Refundable } from './refundable.ts';

const refundSummary = { id: true, cents: true, state: true, createdAt: true } satisfies Prisma.RefundRequestSelect;

export type RefundSummary = Prisma.RefundRequestGetPayload<{ select: typeof refundSummary }>;

/** The refundable amount of a top-up, and its refunds, newest first. */
export async function refundsOfTopUp(
  accountId: string,
  topUpId: string,
): Promise<{ refundable: Refundable | null; requests: RefundSummary[] }> {
  const [all, requests] = await Promise.all([
    listRefundable(accountId),
    db.refundRequest.findMany({
      where: { accountId, topUpId },
      select: refundSummary,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    }),
  ]);
  return { refundable: all.find((one) => one.topUpId === topUpId) ?? null, requests };
}

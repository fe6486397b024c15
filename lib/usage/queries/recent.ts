import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';

const requestSummary = {
  requestId: true,
  keyId: true,
  mode: true,
  requestedModel: true,
  model: true,
  outcome: true,
  statusCode: true,
  errorCode: true,
  inputTokens: true,
  cacheWrite5mTokens: true,
  cacheWrite1hTokens: true,
  cacheReadTokens: true,
  outputTokens: true,
  cost: true,
  durationMs: true,
  createdAt: true,
} satisfies Prisma.UsageRecordSelect;

type Row = Prisma.UsageRecordGetPayload<{ select: typeof requestSummary }>;
type CacheTokens = 'cacheWrite5mTokens' | 'cacheWrite1hTokens' | 'cacheReadTokens';

/** One request in a list. Its receipt has the other fields. */
export interface RequestSummary extends Omit<Row, CacheTokens | 'cost'> {
  /** All input tokens, cached or not. */
  inputTokens: number;
  cost: NanoUsd;
}

/** The newest requests of an account, or of one of its keys, including failed ones. */
export async function listRecentRequests(
  accountId: string,
  { keyId, limit }: { keyId?: string; limit: number },
): Promise<RequestSummary[]> {
  const rows = await db.usageRecord.findMany({
    where: { accountId, ...(keyId && { keyId }) },
    select: requestSummary,
    orderBy: [{ settledAt: 'desc' }, { requestId: 'desc' }],
    take: limit,
  });
  return rows.map(toSummary);
}

function toSummary({ cacheWrite5mTokens, cacheWrite1hTokens, cacheReadTokens, cost, ...row }: Row): RequestSummary {
  const inputTokens = row.inputTokens + cacheWrite5mTokens + cacheWrite1hTokens + cacheReadTokens;
  return { ...row, inputTokens, cost: nanoUsd(cost) };
}

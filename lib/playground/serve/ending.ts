import 'server-only';
import type { NanoUsd } from '#lib/billing/money.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { openContext } from '#lib/gateway/core/context.ts';
import { replyGeneration } from '#lib/gateway/routes/generations.ts';
import type { PlaygroundPayer } from './payer.ts';

/** Receipt and balance after a run. */
export interface Ending {
  /** As the API returns it. */
  receipt: unknown;
  balance: NanoUsd;
}

/** Returns null for runs without a receipt. @throws AppError not_found */
export async function readEnding(
  { principal: { accountId }, isRecorded }: PlaygroundPayer,
  requestId: string,
): Promise<Ending | null> {
  if (!isRecorded) return null;
  const [{ body }, { available }] = await Promise.all([
    replyGeneration({ accountId }, openContext(), requestId),
    getBalance(accountId),
  ]);
  return { receipt: JSON.parse(body as string).data, balance: available };
}

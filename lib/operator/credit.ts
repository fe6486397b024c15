import 'server-only';
import { z } from 'zod';
import { auditBeside, type Circumstances } from '#lib/audit/audit.ts';
import { creditAccount, takeCredit } from '#lib/billing/credit.ts';
import { findUsd, type NanoUsd, nanoUsd, toUsd } from '#lib/billing/money.ts';
import { sqlTransaction } from '#lib/db/pool.ts';
import { newId } from '#lib/id.ts';
import { normaliseAmount, normaliseLine } from '#lib/normalise.ts';

export const reasonInput = z
  .string()
  .overwrite(normaliseLine)
  .min(1, 'say why: it stays in the books.')
  .max(500, 'at most 500 characters.');

export const movementInput = z.object({
  accountId: z.string(),
  usd: z
    .string()
    .transform((text) => findUsd(normaliseAmount(text)))
    .refine((amount) => amount !== null && amount > 0n, 'expected an amount such as 12.50, above zero.')
    .transform((amount) => nanoUsd(amount ?? 0n)),
  reason: reasonInput,
});

interface Movement {
  accountId: string;
  usd: NanoUsd;
  reason: string;
}

/**
 * Grants credit to an account and logs actor and reason.
 * @returns the movement's id
 * @throws not_found; invalid_value
 */
export const grantCredit = ({ accountId, usd, reason }: Movement, by: Circumstances): Promise<string> =>
  sqlTransaction(async (database) => {
    const cause = `grant:${newId('transaction')}`;
    const given = { accountId, amount: usd, kind: 'grant', cause, reason, actorId: by.actorId ?? null } as const;
    const { transactionId } = await creditAccount(given, database);
    const details = { reason, transactionId };
    await auditBeside(database, { action: 'credit.granted', accountId, target: `${toUsd(usd)} USD`, details, ...by });
    return transactionId;
  });

/** Takes credit back, at most what is available. @returns the movement's id @throws not_found; invalid_value */
export const takeCreditBack = ({ accountId, usd, reason }: Movement, by: Circumstances): Promise<string> =>
  sqlTransaction(async (database) => {
    const taken = { accountId, amount: usd, reason, actorId: by.actorId ?? null };
    const transactionId = await takeCredit(taken, database);
    const details = { reason, transactionId };
    await auditBeside(database, { action: 'credit.adjusted', accountId, target: `-${toUsd(usd)} USD`, details, ...by });
    return transactionId;
  });

import { z } from 'zod';
import { MAX_AMOUNT } from './ledger/hold.ts';
import { findUsd } from './money.ts';

/** Decimal USD such as `12.50`, to nano-USD: from nothing to the most that a balance can be. */
export const usdInput = z.string().transform((text, context) => {
  const amount = findUsd(text);
  if (amount !== null && amount >= 0n && amount <= MAX_AMOUNT) return amount;
  context.addIssue({ code: 'custom', message: 'Expected an amount in USD such as 12.50.' });
  return z.NEVER;
});

import { z } from 'zod';
import { normaliseAmount } from '#lib/normalise.ts';
import { findAmount } from './money.ts';

/** Parses decimal USD such as `12.50`, or `12,50`, to nano-USD. */
export const usdInput = z.string().transform((text, context) => {
  const amount = findAmount(normaliseAmount(text));
  if (amount !== null) return amount;
  context.addIssue({ code: 'custom', message: 'Expected an amount in USD such as 12.50.' });
  return z.NEVER;
});

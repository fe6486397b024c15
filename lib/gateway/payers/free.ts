import { ZERO_USD } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import type { Payer } from '../core/payer.ts';

/** Takes and writes nothing. */
export const freePayer: Payer = {
  reserve: async () => ({ settle: async () => ZERO_USD, release: async () => {} }),
  recordRefusal: () => {},
};

/** Takes and writes nothing, and returns the cost for a live key. */
export const quotingPayer: Payer = {
  ...freePayer,
  reserve: async ({ model }) => ({
    settle: async ({ tokens }) => costOf(tokens, model.rates).cost,
    release: async () => {},
  }),
};

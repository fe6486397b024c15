import { ZERO_USD } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import type { Payer } from '../core/payer.ts';

/** Takes and writes nothing. */
export const freePayer: Payer = {
  reserve: async () => ({ settle: async () => ZERO_USD, release: async () => {} }),
  recordRefusal: () => {},
};

/** The same, and says what a live key would have paid. */
export const quotingPayer: Payer = {
  ...freePayer,
  reserve: async ({ model }) => ({
    settle: async ({ tokens }) => costOf(tokens, model.rates).cost,
    release: async () => {},
  }),
};

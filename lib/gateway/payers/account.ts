import 'server-only';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import { ZERO_USD } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Payer, Reservation } from '../core/payer.ts';
import type { PreparedRequest } from '../core/prepare.ts';
import { holdWorstCase } from './hold-worst-case.ts';
import { toRefusalRecord, toUsageRecord } from './usage-record.ts';

/** The account behind a key: live keys pay from its credit, test keys pay nothing, and both leave a record. */
export const accountPayer: Payer = {
  reserve: async (prepared) => (prepared.principal.mode === 'test' ? recordOnly(prepared) : hold(prepared)),
  recordRefusal: (refused, error) => void ledger().recordUsage([toRefusalRecord(refused, error)]),
};

/** Sets the worst case aside. @throws AppError 402 when the balance or a cap of the key does not cover it. */
async function hold(prepared: PreparedRequest): Promise<Reservation> {
  const { accountId, keyId } = prepared.principal;
  const { requestId } = prepared.context;
  await holdWorstCase(prepared);
  return {
    settle: async (outcome) => {
      const { cost, remainderPico } = costOf(outcome.tokens, prepared.model.rates);
      const usage = toUsageRecord(prepared, outcome, remainderPico);
      const { charged } = await ledger().settle({ requestId, accountId, keyId, cost, usage });
      keepAttempts(prepared);
      return charged;
    },
    release: async (outcome) => {
      await ledger().release({ requestId, accountId, keyId, usage: toUsageRecord(prepared, outcome) });
      keepAttempts(prepared);
    },
  };
}

function recordOnly(prepared: PreparedRequest): Reservation {
  const record = async (outcome: Outcome) => {
    await ledger().recordUsage([toUsageRecord(prepared, outcome)]);
    keepAttempts(prepared);
  };
  return {
    settle: async (outcome) => {
      await record(outcome);
      return ZERO_USD;
    },
    release: record,
  };
}

/** What ended is known: which calls it took follows, and nobody waits for it. */
function keepAttempts({ context, attempts }: PreparedRequest): void {
  ledger().attempts.keep(context.requestId, attempts.toRecord(context.elapsedMs()));
}

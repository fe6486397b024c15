import 'server-only';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import { type NanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { log } from '#lib/log.ts';
import type { Order } from '../core/prepare.ts';
import { holdWorstCase } from './hold-worst-case.ts';
import { type Result, toUsageRecord } from './usage-record.ts';

/** The money of one order. The first of `settle` and `release` that works resolves it, and what comes after changes nothing. */
export interface Bill {
  /**
   * Charges what was used, never more than was held. A request is billed if and only if this resolves; what is not
   * billed still has to be released.
   * @throws AppError `billing_unavailable` when neither the database nor the local outbox took the record
   */
  settle(result: Result): Promise<NanoUsd>;
  /** Records an answer that is free. */
  waive(result: Result): Promise<NanoUsd>;
  /** Charges nothing. It never throws: a hold that cannot be released now is released by the sweeper. */
  release(result: Result): Promise<void>;
}

/** Sets the worst case aside. @throws AppError 402 when the balance or a cap of the key does not cover it. */
export async function openBill(order: Order): Promise<Bill> {
  return order.principal.mode === 'test' ? freeBill(order) : paidBill(order);
}

async function paidBill(order: Order): Promise<Bill> {
  const { accountId, keyId } = order.principal;
  const { requestId } = order.call;
  await holdWorstCase(order);
  return once({
    settle: async (result) => {
      const { cost, remainderPico } = costOf(result.tokens, order.model.rates);
      const usage = toUsageRecord(order, result, remainderPico);
      const { charged } = await ledger().settle({ requestId, accountId, keyId, cost, usage });
      return charged;
    },
    release: (result) => ledger().release({ requestId, accountId, keyId, usage: toUsageRecord(order, result) }),
  });
}

/** A test key costs nothing; its requests are recorded all the same. */
function freeBill(order: Order): Bill {
  const record = (result: Result) => ledger().recordUsage([toUsageRecord(order, result)]);
  return once({
    settle: async (result) => {
      await record(result);
      return ZERO_USD;
    },
    release: record,
  });
}

type Resolution = Pick<Bill, 'settle' | 'release'>;

function once({ settle, release }: Resolution): Bill {
  let isResolved = false;
  const releaseOnce = async (result: Result) => {
    if (isResolved) return;
    isResolved = true;
    await release(result).catch((error) => log.error({ err: error }, 'a hold could not be released'));
  };
  return {
    settle: async (result) => {
      isResolved = true;
      try {
        return await settle(result);
      } catch (error) {
        isResolved = false;
        throw error;
      }
    },
    waive: async (result) => {
      await releaseOnce(result);
      return ZERO_USD;
    },
    release: releaseOnce,
  };
}

import { toUsageRow, type UsageRecordInput } from '#lib/usage/record.ts';
import type { NanoUsd } from '../money.ts';

/** What a finished request costs. */
export interface Settlement {
  requestId: string;
  accountId: string;
  keyId: string;
  cost: NanoUsd;
  usage: UsageRecordInput;
}

/** Who pays: the customer `charged`, never more than was held; the house what is above, `absorbed`. */
export interface Charge {
  charged: NanoUsd;
  absorbed: NanoUsd;
}

/** A request that came to nothing. Its usage row, if given, says how. */
export interface Release {
  requestId: string;
  accountId: string;
  keyId: string;
  usage?: UsageRecordInput;
}

/** The usage row with what was asked as its `cost`; the settlement's own ids hold. */
export const toPricedRow = ({ requestId, accountId, keyId, cost, usage }: Settlement): Record<string, unknown> => ({
  ...toUsageRow(usage),
  request_id: requestId,
  account_id: accountId,
  key_id: keyId,
  cost: cost.toString(),
});

import { toUsageRow, type UsageRecordInput } from '#lib/usage/record.ts';
import type { NanoUsd } from '../money.ts';

/** The cost of a finished request. */
export interface Settlement {
  requestId: string;
  accountId: string;
  keyId: string;
  cost: NanoUsd;
  usage: UsageRecordInput;
}

/** The split of a cost: the customer pays `charged`, at most the hold; the house pays the rest, `absorbed`. */
export interface Charge {
  charged: NanoUsd;
  absorbed: NanoUsd;
}

/** A request without a charge. Its usage row, if given, has the outcome. */
export interface Release {
  requestId: string;
  accountId: string;
  keyId: string;
  usage?: UsageRecordInput;
}

/** The usage row with the full cost as its `cost`; the settlement's own ids take precedence. */
export const toPricedRow = ({ requestId, accountId, keyId, cost, usage }: Settlement): Record<string, unknown> => ({
  ...toUsageRow(usage),
  request_id: requestId,
  account_id: accountId,
  key_id: keyId,
  cost: cost.toString(),
});

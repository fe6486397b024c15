import 'server-only';
import type { NanoUsd } from '#lib/billing/money.ts';
import { getBalance, keySpend } from '#lib/billing/queries.ts';
import { AppError } from '#lib/errors.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { toEmptyError } from './payment-error.ts';

/**
 * For what is dear before it is known what it costs: lets through whose account and key have anything left at all.
 * @throws AppError 402 when either has nothing, 503 when that cannot be known
 */
export async function requireMoney(principal: Principal): Promise<void> {
  const [{ available }, spend] = await readMoney(principal);
  if (available <= 0n) throw toEmptyError({ placed: false, reason: 'insufficient_credit', available });
  for (const window of ['total', 'month', 'day'] as const) {
    const { cap, used, resetsAt } = spend[window];
    if (cap !== null && used >= cap)
      throw toEmptyError({ placed: false, reason: 'key_limit', window, cap, used, resetsAt });
  }
}

/** What a key can spend now: the balance, or what is left of its tightest cap. @throws AppError 503 */
export async function spendableBy(principal: Principal): Promise<NanoUsd> {
  const [{ available }, { total, month, day }] = await readMoney(principal);
  return [total, month, day].reduce(
    (least, { remaining }) => (remaining !== null && remaining < least ? remaining : least),
    available,
  );
}

const readMoney = ({ accountId, keyId }: Principal) =>
  Promise.all([getBalance(accountId), keySpend(keyId)]).catch((cause) => {
    throw new AppError('billing_unavailable', 'Billing is not available at this moment. Nothing was charged.', {
      cause,
    });
  });

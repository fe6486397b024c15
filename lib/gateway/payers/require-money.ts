import 'server-only';
import { listDrawnCaps } from '#lib/billing/budgets/drawn-caps.ts';
import { noteReachedCaps } from '#lib/billing/budgets/reached.ts';
import { type NanoUsd, nanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { AppError } from '#lib/errors.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { toEmptyError } from './payment-error.ts';

/**
 * Guards work that is expensive before its cost is known: passes if the account has any money left, and its caps too,
 * as far as they are known before the request's tags.
 * @throws AppError 402 when nothing is left, 503 when the balance cannot be read
 */
export async function requireMoney(principal: Principal): Promise<void> {
  const [{ available, debt }, caps] = await readMoney(principal);
  if (available <= 0n) throw toEmptyError({ placed: false, reason: 'insufficient_credit', available, debt });
  const [reached, ...others] = caps.filter(({ cap, used }) => used >= cap);
  if (!reached) return;
  noteReachedCaps([reached, ...others]);
  throw toEmptyError({ placed: false, reason: 'cap_reached', caps: [reached, ...others] });
}

/** Money that a key can spend now: the balance, or the rest of the tightest cap that applies. @throws AppError 503 */
export async function spendableBy(principal: Principal): Promise<NanoUsd> {
  const [{ available }, caps] = await readMoney(principal);
  const rooms = caps.map(({ cap, used }) => (used < cap ? nanoUsd(cap - used) : ZERO_USD));
  return rooms.reduce((least, room) => (room < least ? room : least), available);
}

const readMoney = ({ accountId, keyId }: Principal) =>
  Promise.all([getBalance(accountId), listDrawnCaps({ accountId, keyId })]).catch((cause) => {
    throw new AppError('billing_unavailable', 'Billing is not available at this moment. Nothing was charged.', {
      cause,
    });
  });

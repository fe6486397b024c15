import 'server-only';
import { lockAccount, requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { type NanoUsd, nanoUsd, toUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import type { AutoTopUp } from '#lib/db/generated/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { EditConflict } from '#lib/edit.ts';
import { AppError } from '#lib/errors.ts';
import { assertKeepsCards } from '../client.ts';
import { fromCents, MAX_TOP_UP_CENTS, MIN_TOP_UP_CENTS } from '../rules/cents.ts';

export interface AutoTopUpTerms {
  /** Tops up when less than this is available. */
  threshold: NanoUsd;
  netCents: number;
  /** Per month, UTC, before tax. */
  monthCapCents: number;
}

export interface AutoTopUpWish extends AutoTopUpTerms {
  accountId: string;
  /** The terms in force when the person agreed, as shown to them; null without any. If absent, nothing is compared. */
  before?: AutoTopUpTerms | null;
  /** The sentence the person read and agreed to. */
  consentText: string;
}

const MIN_THRESHOLD = nanoUsd(1_000_000_000n);

/**
 * Enables automatic top-ups and stores the agreement. Buying credit never enables them.
 * @throws not_found; forbidden; invalid_value; conflict without a saved card, with the card that was suspended, or when
 * another member agreed to other terms meanwhile
 */
export function setAutoTopUp(user: { id: string }, wish: AutoTopUpWish, caller: Caller): Promise<void> {
  assertWish(wish);
  const { accountId, threshold, netCents, monthCapCents, consentText, before } = wish;
  return transaction(async (tx) => {
    await lockAccount(tx, accountId);
    await requirePermission(user, accountId, 'billing:manage', tx);
    assertKeepsCards();
    const card = await tx.stripeCustomer.findUnique({ where: { accountId } });
    if (!card?.paymentMethodId) throw new AppError('conflict', 'Save a card first.');
    const known = await tx.autoTopUp.findUnique({ where: { accountId } });
    if (before !== undefined) assertStillInForce(before, known);
    if (known?.suspendedAt && known.suspendedFingerprint === card.cardFingerprint)
      throw new AppError('conflict', 'Automatic top-ups with this card are suspended. Save another card first.');
    const settings = {
      ...{ isOn: true, threshold, netCents, monthCapCents, consentText },
      ...{ consentUserId: user.id, consentAt: new Date(), failures: 0, nextAttemptAt: null },
      ...{ suspendedAt: null, suspensionReason: null, suspendedFingerprint: null },
    };
    await tx.autoTopUp.upsert({ where: { accountId }, create: { accountId, ...settings }, update: settings });
    const target = `${netCents / 100} USD below ${toUsd(threshold)} USD, at most ${monthCapCents / 100} USD a month`;
    await audit({ action: 'auto_top_up.enabled', accountId, actorId: user.id, target, caller }, tx);
  });
}

/** The sentence is agreed to as a whole, so its terms are compared as a whole. @throws EditConflict */
function assertStillInForce(before: AutoTopUpTerms | null, known: AutoTopUp | null): void {
  const current = known?.isOn ? known : null;
  const fields = ['threshold', 'netCents', 'monthCapCents'] as const;
  if (fields.every((field) => current?.[field] === before?.[field])) return;
  throw new EditConflict(Object.fromEntries(fields.map((field) => [field, current?.[field] ?? null])));
}

function assertWish({ threshold, netCents, monthCapCents, consentText }: AutoTopUpWish): void {
  if (!Number.isInteger(netCents) || netCents < MIN_TOP_UP_CENTS || netCents > MAX_TOP_UP_CENTS)
    throw new AppError('invalid_value', 'Add from 5 to 10000 USD at a time.', { param: 'netCents' });
  if (threshold < MIN_THRESHOLD || threshold > fromCents(MAX_TOP_UP_CENTS))
    throw new AppError('invalid_value', 'The threshold is from 1 to 10000 USD.', { param: 'threshold' });
  if (!Number.isInteger(monthCapCents) || monthCapCents < netCents)
    throw new AppError('invalid_value', 'The limit of a month cannot be below one top-up.', { param: 'monthCapCents' });
  if (consentText.trim() === '') throw new AppError('invalid_value', 'Agree to it first.', { param: 'consentText' });
}

/** Disables automatic top-ups. A running attempt continues. @throws not_found; forbidden */
export function stopAutoTopUp(user: { id: string }, accountId: string, caller: Caller): Promise<void> {
  return transaction(async (tx) => {
    await requirePermission(user, accountId, 'billing:manage', tx);
    const { count } = await tx.autoTopUp.updateMany({ where: { accountId, isOn: true }, data: { isOn: false } });
    if (count > 0) await audit({ action: 'auto_top_up.disabled', accountId, actorId: user.id, caller }, tx);
  });
}

export const findAutoTopUp = (accountId: string) => db.autoTopUp.findUnique({ where: { accountId } });

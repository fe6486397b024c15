import 'server-only';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import { startLedgerUpkeep } from '#lib/billing/ledger/upkeep.ts';
import { toTrialPrincipal } from '#lib/docs/trial-principal.ts';
import type { Limiter } from '#lib/gateway/core/incoming-request.ts';
import type { Payer } from '#lib/gateway/core/payer.ts';
import { keyLimiter, noLimiter } from '#lib/gateway/limiters.ts';
import { accountPayer } from '#lib/gateway/payers/account.ts';
import { quotingPayer } from '#lib/gateway/payers/free.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { getPrincipal, type KeyUse } from '#lib/keys/verify.ts';
import { limitStoreReady } from '#lib/rate-limit/store/open.ts';

/** The principal, limiter and payer of a run. */
export interface PlaygroundPayer {
  principal: Principal;
  payer: Payer;
  limiter: Limiter;
  /** Whether the run gets a receipt. */
  isRecorded: boolean;
}

export const SANDBOX = 'sandbox';

/**
 * @param chosen a key's id, or `sandbox`, where nothing is held, charged or recorded and the answer states the price
 *   with a live key
 * @throws AppError when the key is not the account's, or may not be used now or from this address
 */
export async function findPayer(player: CurrentUser, chosen: string, circumstances: KeyUse): Promise<PlaygroundPayer> {
  if (chosen === SANDBOX)
    return { principal: toTrialPrincipal(player), payer: quotingPayer, limiter: noLimiter, isRecorded: false };
  const principal = await getPrincipal({ accountId: player.accountId, keyId: chosen }, circumstances);
  return { principal, payer: attendedPayer, limiter: readyLimiter, isRecorded: true };
}

const readyLimiter: Limiter = {
  admit: async (principal, bytes) => {
    await limitStoreReady();
    return keyLimiter.admit(principal, bytes);
  },
};

/** Reports this process as alive before it reserves, so that other processes do not release its holds. */
const attendedPayer: Payer = {
  ...accountPayer,
  reserve: async (prepared) => {
    await upkeep();
    return accountPayer.reserve(prepared);
  },
};

let started: Promise<unknown> | undefined;

function upkeep(): Promise<unknown> {
  started ??= startLedgerUpkeep(ledger()).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

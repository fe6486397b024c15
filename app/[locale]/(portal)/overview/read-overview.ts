import 'server-only';
import { type Onboarding, toOnboarding } from '#lib/accounts/onboarding.ts';
import { may } from '#lib/accounts/permissions.ts';
import { getLowBalanceAlert } from '#lib/alerts/low-balance-alert.ts';
import { hasSpendAlert } from '#lib/alerts/spend-alert.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { isLow } from '#lib/billing/low-balance.ts';
import { creditTotals, getBalance } from '#lib/billing/queries.ts';
import { hasHadKey, type KeySummary, keyNames, listKeys } from '#lib/keys/queries.ts';
import { type RetirementNotice, retirementNotices } from '#lib/models/notices.ts';
import { stripeMode } from '#lib/stripe/client.ts';
import { startOfDay } from '#lib/usage/days.ts';
import { usageByDay } from '#lib/usage/queries/by-day.ts';
import { findFirstCall } from '#lib/usage/queries/first-call.ts';
import { modelsUsed } from '#lib/usage/queries/models-used.ts';
import { listRecentRequests } from '#lib/usage/queries/recent.ts';

const DAYS = 14;
const REQUESTS = 8;
/** A model without requests in this period counts as unused. */
const USE_DAYS = 30;

export type Overview = Awaited<ReturnType<typeof readOverview>>;

/** Reads all data of the overview, without parts that the user's role may not see. */
export async function readOverview(user: CurrentUser, now: Date) {
  const { accountId, role } = user;
  const mayReadBalance = may(role, 'billing:read');
  const [balance, lowAt, usage, requests, names, keys, onboarding] = await Promise.all([
    mayReadBalance ? getBalance(accountId) : null,
    mayReadBalance ? getLowBalanceAlert(accountId) : null,
    usageByDay(accountId, { days: DAYS, now }),
    may(role, 'logs:read') ? listRecentRequests(accountId, { limit: REQUESTS }) : null,
    may(role, 'keys:read') ? keyNames(accountId) : new Map<string, string>(),
    may(role, 'keys:read') ? listKeys(accountId) : [],
    readOnboarding(user),
  ]);
  return {
    balance,
    usage,
    requests,
    keyNames: names,
    keys,
    onboarding,
    hasCalled: usage.some(({ requests: count }) => count > 0) || onboarding.hasCalled,
    retirements: await readRetirements(accountId, keys, now),
    lowBalance: balance && onboarding.hasCredit && isLow(balance, lowAt) ? balance.available : null,
  };
}

async function readOnboarding({
  accountId,
  isVerified,
  role,
}: CurrentUser): Promise<Onboarding & { hasCredit: boolean; hasCalled: boolean }> {
  const [hasKey, firstCall, { credits }, hasAlert] = await Promise.all([
    hasHadKey(accountId),
    findFirstCall(accountId),
    creditTotals(accountId),
    hasSpendAlert(accountId),
  ]);
  const hasCredit = credits > 0n;
  const facts = {
    isVerified,
    hasKey,
    hasCalled: firstCall.state === 'answered',
    hasCredit,
    hasAlert,
    mayPay: may(role, 'billing:manage'),
    takesPayments: stripeMode() !== 'none',
  };
  return { ...toOnboarding(facts), hasCredit, hasCalled: facts.hasCalled };
}

/** Retirements of models that usable keys called lately, or are restricted to. */
async function readRetirements(accountId: string, keys: readonly KeySummary[], now: Date): Promise<RetirementNotice[]> {
  const working = keys.filter(({ expiresAt }) => !expiresAt || expiresAt > now);
  if (working.length === 0) return [];
  const ids = new Set(working.map(({ id }) => id));
  const used = await modelsUsed(accountId, startOfDay(now, USE_DAYS));
  const named = working.flatMap(({ id, models }) => models.map((model) => ({ keyId: id, model })));
  return retirementNotices([...used.filter(({ keyId }) => ids.has(keyId)), ...named], now);
}

import 'server-only';
import type { Spend } from '#lib/billing/budgets/key-spend.ts';
import type { BudgetWindow } from '#lib/billing/ledger/hold.ts';
import { type NanoUsd, nanoUsd, toUsd, ZERO_USD } from '#lib/billing/money.ts';
import type { Principal, RateLimits } from '#lib/keys/principal.ts';
import { getKey } from '#lib/keys/queries.ts';
import { authenticate } from '../authenticate.ts';
import type { RequestContext } from '../core/context.ts';
import type { GatewayReply, GatewayRequest } from '../http.ts';
import { jsonReply, toUsdNumber } from './json-reply.ts';

/** The calling key: its caps, their use, their rest and their resets, and its rate limits. */
export const showKey = async (request: GatewayRequest, context: RequestContext): Promise<GatewayReply> =>
  replyKey(await authenticate(request, context.startedAt), context);

export async function replyKey(principal: Principal, context: RequestContext): Promise<GatewayReply> {
  const key = await getKey(principal.accountId, principal.keyId);
  const data = {
    id: key.id,
    label: key.name,
    hint: key.hint,
    mode: key.mode,
    ...toOpenRouterFields(key.spend),
    limits: toLimits(key.spend),
    models: key.models.map((id) => `anthropic/${id}`),
    is_free_tier: key.mode === 'test',
    rate_limit: toRateLimit(principal.limits.key),
    account_rate_limit: toRateLimit(principal.limits.account),
    created_at: key.createdAt,
    expires_at: key.expiresAt,
  };
  return jsonReply({ data }, context.headers);
}

/** The cap with the least left, in the fields that OpenRouter's tools read. */
function toOpenRouterFields(spend: readonly Spend[]) {
  const usedIn = (name: BudgetWindow) => toUsdNumber(windowOf(spend, name)?.used ?? ZERO_USD);
  const [tightest] = spend.flatMap(toCapped).sort((a, b) => (a.remaining < b.remaining ? -1 : 1));
  return {
    limit: tightest ? toUsdNumber(tightest.cap) : null,
    limit_remaining: tightest ? toUsdNumber(tightest.remaining) : null,
    limit_reset: tightest ? RESETS[tightest.window] : null,
    usage: usedIn('total'),
    usage_daily: usedIn('day'),
    usage_monthly: usedIn('month'),
  };
}

const RESETS = { total: null, day: 'daily', week: 'weekly', month: 'monthly' } as const;

const windowOf = (spend: readonly Spend[], name: BudgetWindow) => spend.find(({ window }) => window === name);

const toCapped = ({ window, cap, used }: Spend) => (cap === null ? [] : [{ window, cap, remaining: left(cap, used) }]);

/** Never negative: a cap may be lowered below the amount already spent. */
const left = (cap: NanoUsd, used: NanoUsd): NanoUsd => (used < cap ? nanoUsd(cap - used) : ZERO_USD);

const toLimits = (spend: readonly Spend[]) =>
  Object.fromEntries(
    spend.map(({ window, cap, used, resetsAt }) => [
      window,
      {
        limit_usd: cap === null ? null : toUsd(cap),
        used_usd: toUsd(used),
        remaining_usd: cap === null ? null : toUsd(left(cap, used)),
        resets_at: resetsAt,
      },
    ]),
  );

const toRateLimit = ({ requestsPerMinute, tokensPerMinute, concurrency }: RateLimits) => ({
  requests: requestsPerMinute,
  interval: '1m',
  tokens: tokensPerMinute,
  concurrent_requests: concurrency,
});

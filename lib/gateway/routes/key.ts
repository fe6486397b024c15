import 'server-only';
import type { BudgetWindow } from '#lib/billing/ledger/hold.ts';
import { toUsd } from '#lib/billing/money.ts';
import { keySpend, type Spend } from '#lib/billing/queries.ts';
import type { Principal, RateLimits } from '#lib/keys/principal.ts';
import { getKey } from '#lib/keys/queries.ts';
import { authenticate } from '../authenticate.ts';
import type { RequestContext } from '../core/context.ts';
import type { GatewayReply, GatewayRequest } from '../http.ts';
import { jsonReply, toUsdNumber } from './json-reply.ts';

/** The key that asks: its caps, what is used and left of them and when they start anew, and its rate limits. */
export const showKey = async (request: GatewayRequest, context: RequestContext): Promise<GatewayReply> =>
  replyKey(await authenticate(request, context.startedAt), context);

export async function replyKey(principal: Principal, context: RequestContext): Promise<GatewayReply> {
  const [key, spend] = await Promise.all([getKey(principal.accountId, principal.keyId), keySpend(principal.keyId)]);
  const data = {
    id: key.id,
    label: key.name,
    hint: key.hint,
    mode: key.mode,
    ...toOpenRouterFields(spend),
    limits: { total: toLimit(spend.total), day: toLimit(spend.day), month: toLimit(spend.month) },
    models: key.models.map((id) => `anthropic/${id}`),
    is_free_tier: key.mode === 'test',
    rate_limit: toRateLimit(principal.limits.key),
    account_rate_limit: toRateLimit(principal.limits.account),
    created_at: key.createdAt,
    expires_at: key.expiresAt,
  };
  return jsonReply({ data }, context.headers);
}

/** The cap that is nearest to being reached, in the fields that OpenRouter's tools read. */
function toOpenRouterFields(spend: Record<BudgetWindow, Spend>) {
  const [tightest] = (['total', 'month', 'day'] as const)
    .flatMap((window) => toCapped(window, spend[window]))
    .sort((a, b) => (a.remaining < b.remaining ? -1 : 1));
  return {
    limit: tightest ? toUsdNumber(tightest.cap) : null,
    limit_remaining: tightest ? toUsdNumber(tightest.remaining) : null,
    limit_reset: tightest ? RESETS[tightest.window] : null,
    usage: toUsdNumber(spend.total.used),
    usage_daily: toUsdNumber(spend.day.used),
    usage_monthly: toUsdNumber(spend.month.used),
  };
}

const RESETS = { total: null, day: 'daily', month: 'monthly' } as const;

const toCapped = (window: BudgetWindow, { cap, remaining }: Spend) =>
  cap === null || remaining === null ? [] : [{ window, cap, remaining }];

const toLimit = ({ cap, used, remaining, resetsAt }: Spend) => ({
  limit_usd: cap === null ? null : toUsd(cap),
  used_usd: toUsd(used),
  remaining_usd: remaining === null ? null : toUsd(remaining),
  resets_at: resetsAt,
});

const toRateLimit = ({ requestsPerMinute, tokensPerMinute, concurrency }: RateLimits) => ({
  requests: requestsPerMinute,
  interval: '1m',
  tokens: tokensPerMinute,
  concurrent_requests: concurrency,
});

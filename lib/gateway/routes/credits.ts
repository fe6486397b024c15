import 'server-only';
import { toUsd } from '#lib/billing/money.ts';
import { creditTotals, getBalance } from '#lib/billing/queries.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { authenticate } from '../authenticate.ts';
import type { RequestContext } from '../core/context.ts';
import type { GatewayReply, GatewayRequest } from '../http.ts';
import { jsonReply, toUsdNumber } from './json-reply.ts';

/** Credits and usage of the caller's account in OpenRouter's fields, and its spendable balance in exact text. */
export const getCredits = async (request: GatewayRequest, context: RequestContext): Promise<GatewayReply> =>
  replyCredits(await authenticate(request, context.startedAt), context);

export async function replyCredits(
  { accountId }: Pick<Principal, 'accountId'>,
  context: RequestContext,
): Promise<GatewayReply> {
  const [totals, balance] = await Promise.all([creditTotals(accountId), getBalance(accountId)]);
  const data = {
    total_credits: toUsdNumber(totals.credits),
    total_usage: toUsdNumber(totals.usage),
    available_usd: toUsd(balance.available),
    held_usd: toUsd(balance.held),
  };
  return jsonReply({ data }, context.headers);
}

import 'server-only';
import { toUsd } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { NO_TOKENS } from '#lib/billing/tokens.ts';
import { openContext } from '#lib/gateway/core/context.ts';
import { toFailureReply } from '#lib/gateway/core/failure-reply.ts';
import type { PreparedRequest } from '#lib/gateway/core/prepare.ts';
import { chat } from '#lib/gateway/dialects/chat/chat.ts';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';
import { jsonReply } from '#lib/gateway/routes/json-reply.ts';
import { queryOf, requirePlayer } from './caller.ts';
import { findPayer } from './payer.ts';
import { prepareOnly } from './story.ts';

/** What a request would cost, before it is sent. Nothing is held, charged or recorded. Never throws. */
export async function estimateInPlayground(request: GatewayRequest): Promise<GatewayReply> {
  const context = openContext();
  const { signal, clientIp } = request;
  try {
    const player = await requirePlayer(request, 'estimate:account');
    const chosen = queryOf(request).get('payer') ?? '';
    const payer = await findPayer(player, chosen, { clientIp, now: context.startedAt });
    const prepared = await prepareOnly({ request, context, payer });
    const [inputTokens, balance] = await Promise.all([countInput(prepared), getBalance(player.accountId)]);
    const { rates } = prepared.model;
    return jsonReply(
      {
        input_tokens: inputTokens,
        // What is held while it runs, and so the most it can cost.
        at_most_usd: toUsd(prepared.worstCase),
        // Its input as counted, and one token of an answer.
        from_usd: toUsd(costOf({ ...NO_TOKENS, input: inputTokens ?? 0, output: 1 }, rates).cost),
        available_usd: payer.isRecorded ? toUsd(balance.available) : null,
        adjustments: prepared.translated.adjustments,
      },
      context.headers,
    );
  } catch (error) {
    return toFailureReply(error, { context, signal, dialect: chat });
  }
}

/** Null while upstream does not count. */
const countInput = ({ upstream, translated }: PreparedRequest): Promise<number | null> =>
  upstream.countTokens(translated.body).catch(() => null);

import 'server-only';
import { AppError } from '#lib/errors.ts';
import { openContext } from '#lib/gateway/core/context.ts';
import { toFailureReply } from '#lib/gateway/core/failure-reply.ts';
import { startStream, withKeepAlive } from '#lib/gateway/core/start-stream.ts';
import { chat } from '#lib/gateway/dialects/chat/chat.ts';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';
import { log } from '#lib/log.ts';
import { queryOf, requirePlayer } from './caller.ts';
import { readEnding } from './ending.ts';
import { toEventStream } from './event-stream.ts';
import { startRun } from './observed-run.ts';
import { findPayer } from './payer.ts';

const KEEP_ALIVE_MS = 15_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * A chat completion authorised by the session instead of a key. The body is that of the API. The URL names the account,
 * and the key whose limits and caps apply. Never throws: an early rejection is the API's own error.
 */
export async function runInPlayground(request: GatewayRequest): Promise<GatewayReply> {
  const context = openContext();
  const { signal, clientIp } = request;
  try {
    const player = await requirePlayer(request, 'playground:account');
    const chosen = queryOf(request).get('payer') ?? '';
    const payer = await findPayer(player, chosen, { clientIp, now: context.startedAt });
    const run = await startRun({ request, context, payer, userId: player.id });
    const events = toEventStream({
      ...{ run, elapsedMs: context.elapsedMs },
      readEnding: () => readEnding(payer, context.requestId),
      onFailure: (error) => {
        if (!(error instanceof AppError) && !signal.aborted)
          log.error({ err: error, requestId: context.requestId }, 'a run in the playground failed');
      },
    });
    // Started at once, so that the hold is released even if the answer is never read.
    const started = await startStream(events, { patienceMs: KEEP_ALIVE_MS, toLastEvent: () => '' });
    return { status: 200, headers: { ...context.headers, ...HEADERS }, body: withKeepAlive(started, KEEP_ALIVE_MS) };
  } catch (error) {
    return toFailureReply(error, { context, signal, dialect: chat });
  }
}

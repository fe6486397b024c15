import 'server-only';
import { NOTHING_STORED } from '#lib/content/retention.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { toNeighbourhood } from '#lib/rate-limit/failed-authentication.ts';
import { VISITOR_LIMITS } from '#lib/rate-limit/policies.ts';
import type { RequestContext } from './core/context.ts';
import type { Route } from './core/incoming-request.ts';
import { runRequest } from './core/run-request.ts';
import { toDemoRequest } from './demo-sample.ts';
import { chat } from './dialects/chat/chat.ts';
import type { GatewayReply, GatewayRequest } from './http.ts';
import { visitorLimiter } from './limiters.ts';
import { quotingPayer } from './payers/free.ts';
import { bodyOf } from './request-body.ts';
import { candidatesFor } from './routing.ts';
import { slowed } from './slow-stream.ts';

const PAUSE_MS = 80;

/**
 * Streams one of our samples from the sandbox to any visitor. A visitor chooses the sample and nothing else: the body
 * is not read. Nothing is billed or recorded.
 * @throws AppError `not_found` for an unknown sample, `rate_limit_exceeded` when an address asks too often
 */
export async function runDemo(request: GatewayRequest, context: RequestContext, sample: string): Promise<GatewayReply> {
  const body = bodyOf(toDemoRequest(sample));
  const principal = visitorFrom(request.clientIp);
  return runRequest(request, context, {
    ...{ principal, body, dialect: chat, payer: quotingPayer, limiter: visitorLimiter, route: slowRoute },
  });
}

/** A principal without an account, in the mode that never leaves the sandbox. Limits count by its id, the address. */
const visitorFrom = (clientIp: string): Principal => ({
  accountId: 'visitors',
  keyId: `visitor:${toNeighbourhood(clientIp)}`,
  keyName: 'visitor',
  mode: 'test',
  models: [],
  acceptsSuccessors: false,
  storage: NOTHING_STORED,
  limits: VISITOR_LIMITS,
});

const slowRoute: Route = async (wanted) => (await candidatesFor(wanted)).map((upstream) => slowed(upstream, PAUSE_MS));

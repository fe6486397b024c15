import 'server-only';
import { ZERO_USD } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { AppError } from '#lib/errors.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { type Admission, enforce } from '#lib/rate-limit/enforce.ts';
import { toNeighbourhood } from '#lib/rate-limit/neighbourhood.ts';
import { VISITOR_LIMITS } from '#lib/rate-limit/policies.ts';
import { answerStreamed } from './core/answer-streamed.ts';
import type { Call } from './core/context.ts';
import { type Order, toOrder } from './core/prepare.ts';
import { toOrderHeaders } from './core/request-headers.ts';
import { toDemoChat } from './demo-sample.ts';
import type { GatewayReply, GatewayRequest } from './http.ts';
import type { Bill } from './payers/account.ts';
import { paced } from './slow-stream.ts';

const PAUSE_MS = 80;

/**
 * One of our samples, streamed from the sandbox to anybody. Visitors choose which sample and nothing else: the body is not
 * read. It is the story of every chat completion, with nobody to bill and nothing to record.
 * @throws AppError `not_found` for an unknown sample, `rate_limit_exceeded` when an address asks too often
 */
export async function runDemo(request: GatewayRequest, call: Call, sample: string): Promise<GatewayReply> {
  const chat = toDemoChat(sample);
  const visitor = visitorFrom(request.clientIp);
  const admission = await admit(visitor);
  Object.assign(call.headers, admission.headers);
  try {
    const order = await toOrder(chat, visitor, call);
    Object.assign(call.headers, toOrderHeaders(order));
    return await answerStreamed({ order: slowed(order), bill: quote(order), admission, signal: request.signal });
  } catch (error) {
    admission.settle(0);
    admission.leave();
    throw error;
  }
}

/** Nobody's key, in the mode that never leaves the sandbox. Its id is what the address's requests are counted under. */
const visitorFrom = (clientIp: string): Principal => ({
  accountId: 'visitors',
  keyId: `visitor:${toNeighbourhood(clientIp)}`,
  keyName: 'visitor',
  mode: 'test',
  models: [],
  acceptsSuccessors: false,
  limits: VISITOR_LIMITS,
});

/** @throws AppError `rate_limit_exceeded`, in words for somebody who has no key */
function admit(visitor: Principal): Promise<Admission> {
  return enforce(visitor, { tokens: 0 }).catch((error) => {
    if (!(error instanceof AppError)) throw error;
    const { headers, retryAfterSeconds } = error.options;
    const message = 'Samples were run too often just now. Wait a minute, or use a test key of your own: it is free.';
    throw new AppError('rate_limit_exceeded', message, { headers, retryAfterSeconds });
  });
}

const slowed = (order: Order): Order => ({
  ...order,
  destination: { ...order.destination, upstream: paced(order.destination.upstream, PAUSE_MS) },
});

/** Says what a live key would have paid; takes and writes nothing. */
const quote = ({ model }: Order): Bill => ({
  settle: async ({ tokens }) => costOf(tokens, model.rates).cost,
  waive: async () => ZERO_USD,
  release: async () => {},
});

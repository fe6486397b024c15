import 'server-only';
import { toUsd } from '#lib/billing/money.ts';
import { encodeCompletion } from '../dialects/chat/answer/encode.ts';
import { isRefusedBeforeOutput } from '../dialects/chat/answer/refusal.ts';
import { toBilledTokens, toReasoningTokens } from '../dialects/chat/answer/usage.ts';
import { translateResponse } from '../dialects/chat/answer/whole.ts';
import { ensureJsonObject, type WholeAnswer } from '../dialects/chat/json-repair.ts';
import { reportOf } from '../dialects/chat/report.ts';
import type { GatewayReply } from '../http.ts';
import { accumulateEvent, EMPTY_ACCUMULATION, toMessage } from '../messages/accumulate.ts';
import { countAnswer } from '../messages/missing-counts.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { MessagesResponse } from '../messages/response.ts';
import type { Result } from '../payers/usage-record.ts';
import type { Upstream } from '../providers/upstream.ts';
import { abandoned, failed, toCustomerError } from './outcome.ts';
import type { Order } from './prepare.ts';
import { withRemedy } from './retry-adjusted.ts';
import { countingOf, type Serving } from './serving.ts';

/** Answers with one JSON object, which leaves only after it was paid for. */
export async function answerWhole({ order, bill, admission, signal }: Serving): Promise<GatewayReply> {
  try {
    const first = read(await ask(order, signal), order);
    const repeat = async (body: MessagesRequest) => read(await askOnce(order, body, signal), order);
    const answer = await ensureJsonObject(first, order, repeat);
    const { completion } = answer;
    const result = toResult(answer);
    // Upstream does not charge for a refusal before the first word, so neither do we.
    const cost = isRefusedBeforeOutput(answer.message) ? await bill.waive(result) : await bill.settle(result);
    admission.settle(completion.usage.total_tokens);
    return {
      status: 200,
      headers: {
        ...order.call.headers,
        'content-type': 'application/json; charset=utf-8',
        'x-tokenhub-cost': toUsd(cost),
      },
      body: encodeCompletion({ ...completion, ...reportOf(order), usage: { ...completion.usage, cost } }),
    };
  } catch (error) {
    const told = toCustomerError(error, order);
    await bill.release(signal.aborted ? abandoned() : failed(told));
    throw told;
  } finally {
    admission.leave();
  }
}

interface Asked {
  message: MessagesResponse;
  attempts: number;
}

const ask = (order: Order, signal: AbortSignal): Promise<Asked> =>
  withRemedy(order, (body) => askOnce(order, body, signal));

const askOnce = ({ destination }: Order, body: MessagesRequest, signal: AbortSignal): Promise<Asked> =>
  (body.stream ? gather : send)(destination.upstream, body, signal);

const send = (upstream: Upstream, body: MessagesRequest, signal: AbortSignal): Promise<Asked> =>
  upstream.send(body, { signal });

/** A long answer is streamed to us, because upstream would not send it in one piece. */
async function gather(upstream: Upstream, body: MessagesRequest, signal: AbortSignal): Promise<Asked> {
  const stream = await upstream.stream(body, { signal });
  let answer = EMPTY_ACCUMULATION;
  for await (const events of stream) {
    for (const event of events) answer = accumulateEvent(answer, event);
  }
  return { message: toMessage(answer), attempts: stream.attempts };
}

function read(asked: Asked, order: Order): WholeAnswer {
  const { head, translated } = order;
  const { message, isEstimated } = countAnswer(asked.message, countingOf(order));
  const completion = translateResponse(message, { head, plan: translated.plan });
  const { attempts } = asked;
  return { message, isEstimated, reported: asked.message.usage, completion, attempts, discarded: null };
}

function toResult({ message, completion, isEstimated, reported, attempts, discarded }: WholeAnswer): Result {
  return {
    isEstimated,
    reported,
    attempts,
    discarded,
    outcome: message.stop_reason === 'refusal' ? 'refused' : 'completed',
    statusCode: 200,
    errorCode: null,
    tokens: toBilledTokens(message.usage),
    reasoningTokens: toReasoningTokens(message.usage),
    upstreamId: message.id,
    stopReason: message.stop_reason,
    finishReason: completion.choices[0].finish_reason,
    firstTokenMs: null,
  };
}

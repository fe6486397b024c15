import 'server-only';
import { toUsd } from '#lib/billing/money.ts';
import type { GatewayReply } from '../http.ts';
import { accumulateEvent, EMPTY_ACCUMULATION, toMessage } from '../messages/accumulate.ts';
import { countAnswer } from '../messages/missing-counts.ts';
import { isRefusedBeforeOutput, sumOf } from '../messages/progress.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { MessagesResponse } from '../messages/response.ts';
import { toBilledTokens, toReasoningTokens, type Usage } from '../messages/usage.ts';
import { ask, askOnce } from './ask.ts';
import type { Charge, Delivered } from './charge.ts';
import { toCustomerError } from './customer-error.ts';
import type { WholeAnswer } from './dialect.ts';
import { countingOf, type PreparedRequest } from './prepare.ts';
import type { CallOptions, Upstream, UpstreamAnswer } from './upstream.ts';

/** Answers in one piece, sent only after its bill is settled. */
export async function answerWhole(
  prepared: PreparedRequest,
  charge: Charge,
  signal: AbortSignal,
): Promise<GatewayReply> {
  const { context, observer } = prepared;
  try {
    const read = await askForWhole(prepared, signal);
    const { answer, message } = read;
    const cost = await charge.complete(toDelivered(read, prepared), isRefusedBeforeOutput(message));
    charge.leave(sumOf(toBilledTokens(message.usage)));
    const body = answer.encode(cost);
    observer?.({ kind: 'delivered', text: body }, context.elapsedMs());
    return {
      status: 200,
      headers: {
        ...context.headers,
        'content-type': 'application/json; charset=utf-8',
        'x-tokenhub-cost': toUsd(cost),
      },
      body,
    };
  } catch (error) {
    const told = toCustomerError(error, prepared);
    await (signal.aborted ? charge.abandon() : charge.fail(told));
    throw told;
  }
}

interface Read {
  /** Has all token counts: those that upstream left out are estimated. */
  message: MessagesResponse;
  isEstimated: boolean;
  reported: Usage;
  answer: WholeAnswer;
  /** Upstream calls made. */
  attempts: number;
  /** Usage that upstream reported for an answer this one replaces. */
  discarded: Usage | null;
}

/**
 * Asks, and repeats once if the answer breaks a promise of the dialect. The customer pays for the delivered answer
 * only.
 * @throws AppError when the second answer breaks it too; the customer is not charged
 */
async function askForWhole(prepared: PreparedRequest, signal: AbortSignal): Promise<Read> {
  const { attempts } = prepared;
  const send = (upstream: Upstream, body: MessagesRequest) =>
    body.stream ? gather(upstream, body, { signal, attempts }) : upstream.send(body, { signal, attempts });
  const first = read(await ask(prepared, send), prepared);
  const { repeat } = first.answer;
  if (!repeat) return first;
  attempts.replaced();
  const second = read(await askOnce(prepared, send, repeat.body, 'repeat'), prepared);
  if (second.answer.repeat) throw repeat.failure;
  return { ...second, attempts: first.attempts + second.attempts, discarded: first.reported };
}

/** A long answer is streamed to us, because upstream would not send it in one piece. */
async function gather(upstream: Upstream, body: MessagesRequest, options: CallOptions): Promise<UpstreamAnswer> {
  const stream = await upstream.stream(body, options);
  let answer = EMPTY_ACCUMULATION;
  for await (const events of stream) {
    for (const event of events) answer = accumulateEvent(answer, event);
  }
  return { message: toMessage(answer), attempts: stream.attempts };
}

function read({ message: reported, attempts }: UpstreamAnswer, prepared: PreparedRequest): Read {
  const { dialect, observer, context } = prepared;
  observer?.({ kind: 'message', message: reported }, context.elapsedMs());
  const { message, isEstimated } = countAnswer(reported, countingOf(prepared));
  const answer = dialect.readWhole(message, prepared);
  return { message, isEstimated, reported: reported.usage, answer, attempts, discarded: null };
}

const toDelivered = (
  { message, answer, isEstimated, reported, attempts, discarded }: Read,
  { upstream }: PreparedRequest,
): Delivered => ({
  ...{ isEstimated, reported, attempts, discarded },
  tokens: toBilledTokens(message.usage),
  reasoningTokens: toReasoningTokens(message.usage),
  upstreamId: message.id,
  stopReason: message.stop_reason,
  finishReason: answer.finishReason,
  firstTokenMs: null,
  provider: upstream.name,
});

import 'server-only';
import type { NanoUsd } from '#lib/billing/money.ts';
import type { ChatCompletionChunk } from '../dialects/chat/answer/chunk.ts';
import { chunkEncoder, DONE } from '../dialects/chat/answer/encode.ts';
import {
  closeStream,
  openStream,
  type StreamState,
  translateEvent,
  usageChunk,
} from '../dialects/chat/answer/stream.ts';
import { reportOf } from '../dialects/chat/report.ts';
import type { GatewayReply } from '../http.ts';
import type { StreamEvent } from '../messages/events.ts';
import { joinText } from '../messages/join-text.ts';
import { type UsageSoFar, usageSoFar } from '../messages/usage-so-far.ts';
import type { Result } from '../payers/usage-record.ts';
import { toFailureEvent } from './failure-reply.ts';
import { withKeepAlive } from './keep-alive.ts';
import { abandoned, failed, toCustomerError } from './outcome.ts';
import { withRemedy } from './retry-adjusted.ts';
import { countingOf, type Serving } from './serving.ts';
import { begin } from './start-stream.ts';

/** Silence after which the headers leave early, so that nobody between us and the customer gives up. */
const EARLY_HEADERS_MS = 10_000;
const KEEP_ALIVE_MS = 15_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * Answers with server-sent events. Until the first of them is there a failure is still an HTTP error;
 * after that it travels as the stream's last event, without `[DONE]`.
 */
export async function answerStreamed(serving: Serving): Promise<GatewayReply> {
  const { call } = serving.order;
  const events = await begin(streamAnswer(serving), {
    patienceMs: EARLY_HEADERS_MS,
    toLastEvent: (error) => toFailureEvent(error, call, serving.signal),
  });
  return { status: 200, headers: { ...call.headers, ...HEADERS }, body: withKeepAlive(events, KEEP_ALIVE_MS) };
}

/** How far an answer has come: what a receipt can say at any moment. */
interface Progress {
  state: StreamState;
  attempts: number;
  firstTokenMs: number | null;
}

/** Chunks as upstream speaks, one text per network read; then the bill; only then the end of the answer. */
async function* streamAnswer({ order, bill, admission, signal }: Serving): AsyncGenerator<string, void> {
  const { head, translated, chat, destination, call } = order;
  const { plan } = translated;
  const includeUsage = chat.stream_options?.include_usage === true;
  const progress: Progress = {
    state: openStream({ head, plan, includeUsage, counting: countingOf(order) }),
    attempts: 0,
    firstTokenMs: null,
  };
  const encode = chunkEncoder(head);
  let isResolved = false;
  try {
    const stream = await withRemedy(order, (body) => destination.upstream.stream(body, { signal }));
    progress.attempts = stream.attempts;
    let report: object = reportOf(order); // rides on the first chunk
    for await (const events of stream) {
      const chunks = advance(progress, events);
      if (progress.state.hasDelivered) progress.firstTokenMs ??= call.elapsedMs();
      const [first, ...others] = chunks;
      if (!first) continue;
      yield [{ ...first, ...report }, ...others].map(encode).join('');
      report = {};
    }
    const { chunks } = closeStream(progress.state);
    isResolved = true;
    const cost = await settleAnswer(bill, progress, chunks);
    yield [...chunks, ...(includeUsage ? [usageChunk(progress.state, cost)] : [])].map(encode).join('') + DONE;
  } catch (error) {
    if (signal.aborted && !isResolved) return; // the customer hung up while upstream was silent
    isResolved = true;
    const told = toCustomerError(error, order);
    await bill.release(failed(told, seenIn(progress)));
    throw told;
  } finally {
    // First the place, since the bill may fail.
    admission.settle(tokensOf(usageSoFar(progress.state)));
    admission.leave();
    if (!isResolved) await settleHangUp(bill, progress);
  }
}

/** Folds a batch of events into the state. Returns what they tell the customer. */
function advance(progress: Progress, events: StreamEvent[]): ChatCompletionChunk[] {
  const chunks: ChatCompletionChunk[] = [];
  for (const event of joinText(events)) {
    const step = translateEvent(progress.state, event);
    progress.state = step.state;
    chunks.push(...step.chunks);
  }
  return chunks;
}

async function settleAnswer(
  bill: Serving['bill'],
  progress: Progress,
  ending: ChatCompletionChunk[],
): Promise<NanoUsd> {
  const usage = usageSoFar(progress.state);
  const finishReason = ending.at(-1)?.choices[0]?.finish_reason ?? null;
  const outcome = usage.stopReason === 'refusal' ? 'refused' : 'completed';
  const result = { ...used(progress), outcome, statusCode: 200, errorCode: null, finishReason } satisfies Result;
  // Upstream does not charge for a refusal before the first word, so neither do we.
  if (usage.refusedBeforeOutput) return bill.waive(result);
  return bill.settle(result);
}

/** The customer hung up: they pay for what was produced until then, and nothing if nothing was. */
async function settleHangUp(bill: Serving['bill'], progress: Progress): Promise<void> {
  if (!usageSoFar(progress.state).hasStarted) return bill.release(abandoned(seenIn(progress)));
  const result = {
    ...used(progress),
    outcome: 'client_aborted',
    statusCode: 200,
    errorCode: 'client_closed',
    finishReason: null,
  } satisfies Result;
  try {
    await bill.settle(result);
  } catch (error) {
    await bill.release(failed(error, seenIn(progress)));
    throw error;
  }
}

const seenIn = ({ attempts, firstTokenMs, state }: Progress): Partial<Result> => ({
  attempts,
  firstTokenMs,
  upstreamId: state.envelope.id,
});

function used(progress: Progress) {
  const { tokens, reasoningTokens, isEstimated, reported, stopReason } = usageSoFar(progress.state);
  const { attempts, firstTokenMs, state } = progress;
  const upstreamId = state.envelope.id;
  const counts = { tokens, reasoningTokens, isEstimated, reported, discarded: null };
  return { ...counts, stopReason, attempts, firstTokenMs, upstreamId };
}

const tokensOf = ({ tokens }: UsageSoFar): number => Object.values(tokens).reduce((sum, count) => sum + count, 0);

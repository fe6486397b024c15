import type { NanoUsd } from '#lib/billing/money.ts';
import type { Envelope } from '#lib/gateway/messages/envelope.ts';
import type { StreamEvent } from '#lib/gateway/messages/events.ts';
import { truncated } from '#lib/gateway/messages/failure.ts';
import { isCutShort } from '#lib/gateway/messages/response.ts';
import type { Usage } from '#lib/gateway/messages/usage.ts';
import type { AnswerPlan } from '../answer-plan.ts';
import type { ChatCompletionChunk, ChunkChoice, Delta } from './chunk.ts';
import type { AnswerHead } from './completion.ts';
import {
  type AnswerContent,
  type ContentStep,
  endContent,
  growBlock,
  openContent,
  startBlock,
  stopBlock,
  summarise,
} from './content.ts';
import { toCompletionUsage, toFinishReason, toNativeReason, toRefusal } from './ending.ts';

/** A stream being translated. Each event makes a new state. */
export interface StreamState {
  readonly head: AnswerHead;
  readonly includeUsage: boolean;
  readonly hasStarted: boolean;
  readonly content: AnswerContent;
  /** Whether a chunk so far had text, arguments or reasoning in it. */
  readonly hasDelivered: boolean;
}

export interface Step {
  state: StreamState;
  chunks: ChatCompletionChunk[];
}

interface StreamOptions {
  head: AnswerHead;
  plan: AnswerPlan;
  includeUsage: boolean;
}

export const openStream = ({ plan, ...options }: StreamOptions): StreamState => ({
  ...options,
  hasStarted: false,
  content: openContent(plan),
  hasDelivered: false,
});

/**
 * Translates one event, which the envelope includes already. The finish reason is not among the chunks: money is
 * settled before the customer learns that the answer is complete.
 * @throws UpstreamError `malformed` for a sequence that makes no sense
 */
export function translateEvent(
  state: StreamState,
  event: StreamEvent,
  { stopReason }: Pick<Envelope, 'stopReason'>,
): Step {
  switch (event.type) {
    case 'message_start':
      return emit({ ...state, hasStarted: true }, state.hasStarted ? [] : [{ role: 'assistant', content: '' }]);
    case 'content_block_start':
      return emitContent(state, startBlock(state.content, event.index, event.content_block));
    case 'content_block_delta':
      return emitContent(state, growBlock(state.content, event.index, event.delta));
    case 'content_block_stop':
      return emitContent(state, stopBlock(state.content, event.index));
    case 'message_stop':
      return emitContent(state, endContent(state.content, isCutShort(stopReason)));
    case 'message_delta':
    case 'ping':
    case 'error':
      return { state, chunks: [] };
  }
}

/**
 * The last chunks: the refusal, if it is one, and the finish reason. The usage chunk and `[DONE]` come after.
 * @throws UpstreamError `truncated` when the stream ended without `message_stop`: a cut answer must not look finished.
 */
export function closeStream(state: StreamState, envelope: Envelope): { chunks: ChatCompletionChunk[] } {
  const { stopReason: stop_reason, stopDetails: stop_details, isComplete } = envelope;
  if (!isComplete) throw truncated();
  const summary = summarise(state.content);
  const refusal = toRefusal({ stop_reason, stop_details });
  const finish: ChunkChoice = {
    index: 0,
    delta: {},
    finish_reason: toFinishReason(stop_reason, summary),
    native_finish_reason: toNativeReason(stop_reason, summary),
    logprobs: null,
  };
  return { chunks: [...(refusal === null ? [] : [toChunk(state, { refusal })]), withChoice(state, finish)] };
}

/** The chunk after the finish reason, for `stream_options.include_usage`. It counts the tokens that are billed. */
export const usageChunk = (state: StreamState, usage: Usage, cost?: NanoUsd): ChatCompletionChunk => ({
  ...toChunkWith(state, []),
  usage: toCompletionUsage(usage, cost),
});

const emitContent = (state: StreamState, { content, deltas }: ContentStep): Step =>
  emit(content === state.content ? state : { ...state, content }, deltas);

function emit(state: StreamState, deltas: Delta[]): Step {
  if (deltas.length === 0) return { state, chunks: [] };
  const hasDelivered = state.hasDelivered || deltas.some(saysSomething);
  const next = hasDelivered === state.hasDelivered ? state : { ...state, hasDelivered };
  return { state: next, chunks: deltas.map((delta) => toChunk(next, delta)) };
}

const saysSomething = ({ content, reasoning_content, function_call, tool_calls }: Delta): boolean =>
  Boolean(content || reasoning_content || function_call?.arguments) ||
  (tool_calls ?? []).some((call) => call.function?.arguments || call.custom?.input);

const toChunk = (state: StreamState, delta: Delta): ChatCompletionChunk =>
  withChoice(state, { index: 0, delta, finish_reason: null, logprobs: null });

function withChoice(state: StreamState, choice: ChunkChoice): ChatCompletionChunk {
  const chunk = toChunkWith(state, [choice]);
  return state.includeUsage ? { ...chunk, usage: null } : chunk;
}

const toChunkWith = ({ head }: StreamState, choices: ChatCompletionChunk['choices']): ChatCompletionChunk => ({
  id: head.id,
  object: 'chat.completion.chunk',
  created: head.created,
  model: head.model,
  system_fingerprint: null,
  choices,
});

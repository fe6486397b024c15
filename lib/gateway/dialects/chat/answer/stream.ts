import type { NanoUsd } from '#lib/billing/money.ts';
import { EMPTY_ENVELOPE, type Envelope, foldEnvelope } from '#lib/gateway/messages/envelope.ts';
import type { StreamEvent } from '#lib/gateway/messages/events.ts';
import { truncated } from '#lib/gateway/messages/failure.ts';
import { NO_USAGE } from '#lib/gateway/messages/merge-usage.ts';
import type { Counting } from '#lib/gateway/messages/missing-counts.ts';
import { addEvent, NOTHING_PRODUCED, type Produced } from '#lib/gateway/messages/produced.ts';
import { isCutShort } from '#lib/gateway/messages/response.ts';
import { usageSoFar } from '#lib/gateway/messages/usage-so-far.ts';
import type { AnswerPlan } from '../answer-plan.ts';
import type { ChatCompletionChunk, ChunkChoice, Delta } from './chunk.ts';
import type { AnswerHead } from './completion.ts';
import {
  type Answer,
  endAnswer,
  growBlock,
  openAnswer,
  startBlock,
  stopBlock,
  type Told,
  toOutcome,
} from './content.ts';
import { toRefusal } from './refusal.ts';
import { toFinishReason, toNativeReason } from './stop-reason.ts';
import { toCompletionUsage } from './usage.ts';

/** A stream being translated. Each event makes a new state; `usage-so-far.ts` reads from it what to bill. */
export interface StreamState {
  readonly head: AnswerHead;
  readonly includeUsage: boolean;
  readonly envelope: Envelope;
  readonly answer: Answer;
  readonly produced: Produced;
  readonly counting: Counting;
  /** Whether a chunk so far had text, arguments or reasoning in it. */
  readonly hasDelivered: boolean;
}

/** The next state and what the customer gets. When `isComplete`, settle, then send `closeStream`. */
export interface Step {
  state: StreamState;
  chunks: ChatCompletionChunk[];
  isComplete: boolean;
}

interface StreamOptions {
  head: AnswerHead;
  plan: AnswerPlan;
  includeUsage: boolean;
  counting: Counting;
}

export const openStream = ({ plan, ...options }: StreamOptions): StreamState => ({
  ...options,
  envelope: EMPTY_ENVELOPE,
  answer: openAnswer(plan),
  produced: NOTHING_PRODUCED,
  hasDelivered: false,
});

/**
 * One event later. The finish reason is not among the chunks: money is settled before the customer learns that the
 * answer is complete.
 * @throws UpstreamError for an `error` event, and `malformed` for a sequence that makes no sense.
 */
export function translateEvent(before: StreamState, event: StreamEvent): Step {
  if (before.envelope.isComplete) return { state: before, chunks: [], isComplete: true };
  const envelope = foldEnvelope(before.envelope, event);
  const produced = addEvent(before.produced, event, before.counting.lettersPerToken);
  const state = produced === before.produced ? before : { ...before, produced };
  switch (event.type) {
    case 'message_start':
      return say({ ...state, envelope }, state.envelope.id === null ? [{ role: 'assistant', content: '' }] : []);
    case 'content_block_start':
      return tell({ ...state, envelope }, startBlock(state.answer, event.index, event.content_block));
    case 'content_block_delta':
      return tell(state, growBlock(state.answer, event.index, event.delta));
    case 'content_block_stop':
      return tell(state, stopBlock(state.answer, event.index));
    case 'message_stop':
      return tell({ ...state, envelope }, endAnswer(state.answer, isCutShort(envelope.stopReason)));
    case 'message_delta':
      return say({ ...state, envelope }, []);
    case 'ping':
    case 'error':
      return say(state, []);
  }
}

/**
 * The last chunks: the refusal, if it is one, and the finish reason. The usage chunk and `[DONE]` come after.
 * @throws UpstreamError `truncated` when the stream ended without `message_stop`: a cut answer must not look finished.
 */
export function closeStream(state: StreamState): { chunks: ChatCompletionChunk[] } {
  const { stopReason: stop_reason, stopDetails: stop_details, isComplete } = state.envelope;
  if (!isComplete) throw truncated();
  const outcome = toOutcome(state.answer);
  const refusal = toRefusal({ stop_reason, stop_details });
  const finish: ChunkChoice = {
    index: 0,
    delta: {},
    finish_reason: toFinishReason(stop_reason, outcome),
    native_finish_reason: toNativeReason(stop_reason, outcome),
    logprobs: null,
  };
  return { chunks: [...(refusal === null ? [] : [toChunk(state, { refusal })]), withChoice(state, finish)] };
}

/** The chunk after the finish reason, for `stream_options.include_usage`. It counts the tokens that are billed. */
export function usageChunk(state: StreamState, cost?: NanoUsd): ChatCompletionChunk {
  return { ...toChunkWith(state, []), usage: toCompletionUsage(usageSoFar(state).usage ?? NO_USAGE, cost) };
}

function tell(state: StreamState, { answer, deltas }: Told): Step {
  return say(answer === state.answer ? state : { ...state, answer }, deltas);
}

function say(state: StreamState, deltas: Delta[]): Step {
  const { isComplete } = state.envelope;
  if (deltas.length === 0) return { state, chunks: [], isComplete };
  const hasDelivered = state.hasDelivered || deltas.some(saysSomething);
  return { state: { ...state, hasDelivered }, chunks: deltas.map((delta) => toChunk(state, delta)), isComplete };
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

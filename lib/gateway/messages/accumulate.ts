import { EMPTY_ENVELOPE, type Envelope, foldEnvelope } from './envelope.ts';
import type { ContentDelta, StreamEvent } from './events.ts';
import { malformed, truncated } from './failure.ts';
import { isCutShort, type MessagesResponse, type OutputBlock } from './response.ts';
import { NO_USAGE, type Usage } from './usage.ts';

/** A message that is still arriving. */
export interface Accumulation {
  readonly envelope: Envelope;
  /** By upstream's block index, in its order. */
  readonly blocks: ReadonlyMap<number, GrowingBlock>;
}

interface GrowingBlock {
  readonly block: OutputBlock;
  /** The pieces of a tool's arguments so far. */
  readonly json: string;
  /** `content_block_stop` came. */
  readonly isClosed: boolean;
}

export const EMPTY_ACCUMULATION: Accumulation = { envelope: EMPTY_ENVELOPE, blocks: new Map() };

/** The whole message of a finished stream. @throws UpstreamError `truncated` when `message_stop` is missing. */
export function accumulate(events: Iterable<StreamEvent>): MessagesResponse {
  let state = EMPTY_ACCUMULATION;
  for (const event of events) state = accumulateEvent(state, event);
  return toMessage(state);
}

/** Adds one event. @throws UpstreamError for an `error` event and for an invalid sequence. */
export function accumulateEvent(state: Accumulation, event: StreamEvent): Accumulation {
  if (state.envelope.isComplete) return state;
  const envelope = foldEnvelope(state.envelope, event);
  switch (event.type) {
    case 'content_block_start':
      if (event.index <= lastIndexOf(state)) throw malformed('a block begins twice or out of order');
      return put({ ...state, envelope }, event.index, { block: event.content_block, json: '', isClosed: false });
    case 'content_block_delta':
      return put(state, event.index, grow(growing(state, event.index), event.delta));
    case 'content_block_stop':
      return put(state, event.index, { ...growing(state, event.index), isClosed: true });
    default:
      return envelope === state.envelope ? state : { ...state, envelope };
  }
}

/** Returns the whole answer. @throws UpstreamError `truncated` when the stream is not complete. */
export function toMessage({ envelope, blocks }: Accumulation): MessagesResponse {
  if (!envelope.isComplete || envelope.id === null) throw truncated();
  return {
    id: envelope.id,
    model: envelope.model,
    content: contentOf({ envelope, blocks }),
    stop_reason: envelope.stopReason,
    stop_sequence: envelope.stopSequence,
    stop_details: envelope.stopDetails,
    usage: toUsage(envelope),
  };
}

/** The blocks so far, complete or not. */
export const contentOf = ({ envelope, blocks }: Accumulation): OutputBlock[] =>
  [...blocks.values()].map((block) => toBlock(block, isCutShort(envelope.stopReason)));

/** The output count of `message_start` is not that of the answer: without a later one, it is absent. */
function toUsage({ usage, hasFinalUsage }: Envelope): Usage {
  const known = usage ?? NO_USAGE;
  return hasFinalUsage ? known : { ...known, output_tokens: undefined };
}

function grow(current: GrowingBlock, delta: ContentDelta): GrowingBlock {
  const { block } = current;
  if (delta.type === 'text_delta' && block.type === 'text')
    return { ...current, block: { ...block, text: block.text + delta.text } };
  if (delta.type === 'thinking_delta' && block.type === 'thinking')
    return { ...current, block: { ...block, thinking: block.thinking + delta.thinking } };
  if (delta.type === 'signature_delta' && block.type === 'thinking')
    return { ...current, block: { ...block, signature: delta.signature } };
  if (delta.type === 'input_json_delta') return { ...current, json: current.json + (delta.partial_json ?? '') };
  return current;
}

/** A call without arguments streams no JSON; one cut before its first piece does neither, and is never closed. */
function toBlock({ block, json, isClosed }: GrowingBlock, isCut: boolean): OutputBlock {
  if (block.type !== 'tool_use' || (json === '' && (isClosed || !isCut))) return block;
  return { ...block, input: parseInput(json), rawInput: json };
}

function parseInput(json: string): Record<string, unknown> {
  try {
    const input: unknown = JSON.parse(json);
    return typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input } : {};
  } catch {
    return {}; // cut by max_tokens: rawInput has the received part
  }
}

const lastIndexOf = ({ blocks }: Accumulation): number => [...blocks.keys()].at(-1) ?? -1;

function growing(state: Accumulation, index: number): GrowingBlock {
  const block = state.blocks.get(index);
  if (!block || block.isClosed) throw malformed('a block goes on that has not begun, or has ended');
  return block;
}

const put = (state: Accumulation, index: number, block: GrowingBlock): Accumulation => ({
  ...state,
  blocks: new Map(state.blocks).set(index, block),
});

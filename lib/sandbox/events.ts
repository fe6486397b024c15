import type { AnswerBlock } from './answer.ts';
import { type Reply, toContentBlock } from './message.ts';
import type { Scenario } from './scenario.ts';
import { deltaUsage, startUsage } from './usage.ts';

export type WireEvent = { type: string } & Record<string, unknown>;

const PING: WireEvent = { type: 'ping' };

function messageStart(reply: Reply): WireEvent {
  const { id, model } = reply;
  const usage = startUsage(reply);
  const empty = { content: [], stop_reason: null, stop_sequence: null, stop_details: null, usage };
  return { type: 'message_start', message: { model, id, type: 'message', role: 'assistant', ...empty } };
}

function messageDelta(reply: Reply): WireEvent {
  const { stopReason, stopSequence, stopDetails } = reply.answer;
  const delta = { stop_reason: stopReason, stop_sequence: stopSequence, stop_details: stopDetails };
  return { type: 'message_delta', delta, usage: deltaUsage(reply) };
}

/** The start of a block, without the content that its deltas add. */
function shellOf(block: AnswerBlock): Record<string, unknown> {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: '' };
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: '' };
    case 'redacted_thinking':
      return toContentBlock(block);
    case 'tool_use':
      return { ...toContentBlock(block), input: {} };
  }
}

function* deltasOf(block: AnswerBlock, { pace }: Scenario): Generator<Record<string, unknown>> {
  const split = (text: string) => (pace ? toEqualPieces(text, pace.chunks) : toPieces(text));
  switch (block.type) {
    case 'text':
      for (const text of split(block.text)) yield { type: 'text_delta', text };
      return;
    case 'thinking':
      for (const thinking of toPieces(block.thinking)) yield { type: 'thinking_delta', thinking };
      yield { type: 'signature_delta', signature: block.signature };
      return;
    case 'redacted_thinking':
      return;
    case 'tool_use':
      // The first piece is always empty, and the only one of a tool without arguments.
      yield { type: 'input_json_delta', partial_json: '' };
      for (const partial_json of block.json === '{}' ? [] : toPieces(block.json))
        yield { type: 'input_json_delta', partial_json };
  }
}

function* strangers(index: number): Generator<WireEvent> {
  yield { type: 'sandbox_event', note: 'an event type invented after you were written' };
  yield { type: 'content_block_start', index, content_block: { type: 'sandbox_block', data: 'ignore me' } };
  yield { type: 'content_block_delta', index, delta: { type: 'sandbox_delta', data: 'ignore me' } };
  yield { type: 'content_block_stop', index };
}

/** The events of a streamed answer, in upstream's order. */
export function* eventsOf(reply: Reply, scenario: Scenario): Generator<WireEvent> {
  const { blocks } = reply.answer;
  yield messageStart(reply);
  if (scenario.twoStarts) yield messageStart(reply);
  if (blocks.length === 0) yield PING;
  for (const [index, block] of blocks.entries()) {
    yield { type: 'content_block_start', index, content_block: shellOf(block) };
    if (index === 0) yield PING;
    for (const delta of deltasOf(block, scenario)) yield { type: 'content_block_delta', index, delta };
    // Upstream leaves a tool call open when its arguments were cut.
    if (block.type !== 'tool_use' || !block.isCut) yield { type: 'content_block_stop', index };
  }
  if (scenario.unknownEvents) yield* strangers(blocks.length);
  yield messageDelta(reply);
  if (!scenario.withoutStop) yield { type: 'message_stop' };
}

/** Lengths of successive pieces, small at first as upstream's are. */
const LENGTHS = [1, 6, 14, 9, 31, 20, 44, 12];

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Cuts a text into the pieces of its deltas, never inside a character; deterministic. */
export function toPieces(text: string, lengthAt = (index: number) => LENGTHS[index % LENGTHS.length] ?? 1): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = from + Math.max(1, lengthAt(pieces.length));
    if (isLowSurrogate(text.charCodeAt(to))) to += 1;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}

/** Exactly this many pieces of nearly one length; fewer only where the text has fewer characters. */
export function toEqualPieces(text: string, count: number): string[] {
  const end = (index: number) => Math.round((text.length * index) / count);
  return toPieces(text, (index) => end(index + 1) - end(index));
}

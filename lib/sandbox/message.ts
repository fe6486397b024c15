import { randomUUID } from 'node:crypto';
import { parseExactJson } from '#lib/http/exact-json.ts';
import type { AnswerBlock } from './answer.ts';
import { type Metered, wholeUsage } from './usage.ts';
import { isRecord } from './validate/shape.ts';

/** An id in upstream's form: `msg_01…`, `toolu_01…`, `req_01…`. */
export const newWireId = (prefix: 'msg' | 'toolu' | 'req'): string =>
  `${prefix}_01${randomUUID().replaceAll('-', '').slice(0, 22)}`;

/** The source of the JSON body and of the stream: model, answer and usage. */
export interface Reply extends Metered {
  id: string;
  /** The wire id the request named. */
  model: string;
}

/** Arguments that were cut short or are no JSON object appear as an empty object. */
function inputOf(json: string): Record<string, unknown> {
  try {
    const input = parseExactJson(json); // as exact as upstream, whose numbers are not JavaScript's
    return isRecord(input) ? input : {};
  } catch {
    return {};
  }
}

export function toContentBlock(block: AnswerBlock): Record<string, unknown> {
  if (block.type !== 'tool_use') return block;
  const { id, name, json } = block;
  return { type: 'tool_use', id, name, input: inputOf(json), caller: { type: 'direct' } };
}

/** The JSON body of an answer that is not streamed. */
export function toMessage(reply: Reply): Record<string, unknown> {
  const { answer, id, model } = reply;
  return {
    model,
    id,
    type: 'message',
    role: 'assistant',
    content: answer.blocks.map(toContentBlock),
    stop_reason: answer.stopReason,
    stop_sequence: answer.stopSequence,
    stop_details: answer.stopDetails,
    usage: wholeUsage(reply),
  };
}

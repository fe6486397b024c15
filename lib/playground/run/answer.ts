import type { Message, ToolCall } from '../document.ts';
import { isObject, parseJsonText } from '../request/json-text.ts';
import type { WireChunk, WireDelta } from '../wire.ts';

/** The part of an answer that has arrived. */
export interface PartialAnswer {
  text: string;
  refusal: string;
  /** The model's reasoning as readable text. */
  thoughts: string;
  /** The reasoning as whole, signed blocks, to send back. */
  reasoning: unknown[];
  toolCalls: ToolCall[];
  finishReason: string | null;
}

export const NO_ANSWER: PartialAnswer = {
  ...{ text: '', refusal: '', thoughts: '', reasoning: [], toolCalls: [], finishReason: null },
};

/** Parses a `data:` line; null for `[DONE]` and for anything but a chunk. */
export function parseChunk(data: string): WireChunk | null {
  const chunk = parseJsonText(data);
  return isObject(chunk) && Array.isArray(chunk.choices) ? (chunk as unknown as WireChunk) : null;
}

export function foldChunk(answer: PartialAnswer, { choices: [choice] }: WireChunk): PartialAnswer {
  if (!choice) return answer;
  const next = foldDelta(answer, choice.delta ?? {});
  return choice.finish_reason ? { ...next, finishReason: choice.finish_reason } : next;
}

function foldDelta(answer: PartialAnswer, delta: WireDelta): PartialAnswer {
  const { content, refusal, reasoning_content, reasoning_details, tool_calls } = delta;
  return {
    ...answer,
    text: answer.text + (content ?? ''),
    refusal: answer.refusal + (refusal ?? ''),
    thoughts: answer.thoughts + (reasoning_content ?? ''),
    reasoning: reasoning_details ? [...answer.reasoning, ...reasoning_details] : answer.reasoning,
    toolCalls: tool_calls ? tool_calls.reduce(foldCall, answer.toolCalls) : answer.toolCalls,
  };
}

type CallDelta = NonNullable<WireDelta['tool_calls']>[number];

function foldCall(calls: ToolCall[], { index, id, type, function: called, custom }: CallDelta): ToolCall[] {
  const known = calls[index];
  const piece = called?.arguments ?? custom?.input ?? '';
  if (known) return calls.with(index, { ...known, arguments: known.arguments + piece });
  const name = called?.name ?? custom?.name ?? '';
  return [...calls, { id: id ?? '', kind: type ?? 'function', name, arguments: piece }];
}

/** Number of characters the model has produced, reasoning included. */
export const lengthOf = ({ text, refusal, thoughts, toolCalls }: PartialAnswer): number =>
  text.length + refusal.length + thoughts.length + toolCalls.reduce((sum, call) => sum + call.arguments.length, 0);

/** Converts the answer to a message; null while it is empty. */
export function toMessage(answer: PartialAnswer, { id, runId }: { id: string; runId: string }): Message | null {
  const { text, refusal, reasoning, toolCalls } = answer;
  if (text === '' && refusal === '' && toolCalls.length === 0) return null;
  return {
    ...{ id, role: 'assistant', runId },
    parts: [
      ...(text === '' && refusal !== '' ? [] : [{ type: 'text' as const, text }]),
      ...(refusal === '' ? [] : [{ type: 'refusal' as const, text: refusal }]),
    ],
    ...(toolCalls.length > 0 && { toolCalls }),
    ...(reasoning.length > 0 && { reasoning }),
  };
}

import { parseExactJson } from '#lib/http/exact-json.ts';
import { JSON_LIMITS, sizeOfJson } from '#lib/http/json-size.ts';
import type { ToolUseBlock } from '../anthropic/request.ts';
import { toWellFormedJson } from '../openai/request/json-value.ts';
import type { AssistantMessage } from '../openai/request/message.ts';
import type { FieldNames } from './field-names.ts';
import type { StepBudget } from './step-budget.ts';
import type { ToolIds } from './tool-ids.ts';
import type { Translation } from './translation.ts';

/** A call the model made, until its result is found. */
export interface PendingCall {
  /** The customer's id; null for a legacy `function_call`, which has none. */
  id: string | null;
  block: ToolUseBlock;
  isAnswered: boolean;
}

export function toPendingCalls(message: AssistantMessage, ids: ToolIds, translation: Translation): PendingCall[] {
  const { log, argumentMembers, fieldNames } = translation;
  const calls = (message.tool_calls ?? []).map((call) => {
    const isCustom = call.type === 'custom';
    const name = isCustom ? call.custom.name : call.function.name;
    const input = isCustom
      ? { input: call.custom.input ?? '' }
      : withSentNames(toInput(call.function.arguments, argumentMembers), fieldNames.get(name));
    return pending(call.id, name, input, ids);
  });
  if (message.function_call) {
    const { name, arguments: args } = message.function_call;
    calls.push(pending(null, name, withSentNames(toInput(args, argumentMembers), fieldNames.get(name)), ids));
  }
  if (calls.some(({ id, block }) => id !== null && id !== block.id)) {
    log.note('messages', 'mapped', 'Tool call ids that upstream refuses were replaced, in calls and results alike.');
  }
  return calls;
}

const pending = (id: string | null, name: string, input: ToolUseBlock['input'], ids: ToolIds): PendingCall => ({
  id,
  block: { type: 'tool_use', id: ids.assign(id ?? `function_call:${name}`), name, input },
  isAnswered: false,
});

/**
 * Arguments as the object upstream wants. An answer cut by its token limit leaves half a JSON text: the call is kept
 * with it, because its result would be an orphan otherwise. So is one that holds more than a body may.
 */
function toInput(text: string | null | undefined, members: StepBudget): ToolUseBlock['input'] {
  if (text == null || text.trim() === '') return {};
  const size = sizeOfJson(text, JSON_LIMITS);
  const value = size.excess === null && members.spend(size.members) ? parse(text) : undefined;
  return isObject(value) ? (toWellFormedJson(value) as ToolUseBlock['input']) : { _raw_arguments: text.toWellFormed() };
}

/** A call in the history names its fields as the tool's definition does. */
function withSentNames(input: ToolUseBlock['input'], names: FieldNames | undefined): ToolUseBlock['input'] {
  if (names === undefined) return input;
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [names.get(name) ?? name, value]));
}

function parse(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

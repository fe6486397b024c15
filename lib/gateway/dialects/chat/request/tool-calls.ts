import type { CacheControl, ToolUseBlock } from '#lib/gateway/messages/request.ts';
import { parseExactJson } from '#lib/http/exact-json.ts';
import { JSON_LIMITS, sizeOfJson } from '#lib/http/json-size.ts';
import { toWellFormedJson } from '../schema/json-value.ts';
import type { AssistantMessage } from '../schema/message.ts';
import { cached, toCacheControl } from './cache.ts';
import type { FieldNames } from './field-names.ts';
import type { StepBudget } from './step-budget.ts';
import type { ToolIds } from './tool-ids.ts';
import { toAcceptedName } from './tool-names.ts';
import { placed, type Translation } from './translation.ts';

/** A call the model made, until its result is found. */
export interface PendingCall {
  /** The customer's id, which may be empty; null for a legacy `function_call`, which has none. */
  id: string | null;
  block: ToolUseBlock;
  isAnswered: boolean;
}

export function toPendingCalls(
  message: AssistantMessage,
  ids: ToolIds,
  at: string,
  translation: Translation,
): PendingCall[] {
  const calls = (message.tool_calls ?? []).map((call, index) => {
    const place = `${at}.tool_calls[${index}]`;
    const control = toCacheControl(call, translation.log);
    if (call.type === 'function') return pending({ id: call.id, ...call.function, control }, ids, place, translation);
    const { name, input } = call.custom;
    return pending({ id: call.id, name, input: { input: input ?? '' }, control }, ids, place, translation);
  });
  if (message.function_call)
    calls.push(pending({ id: null, ...message.function_call }, ids, `${at}.function_call`, translation));
  return calls;
}

interface Call {
  id: string | null;
  name: string;
  arguments?: string | null | undefined;
  input?: ToolUseBlock['input'];
  control?: CacheControl | undefined;
}

function pending(call: Call, ids: ToolIds, place: string, translation: Translation): PendingCall {
  const { log, argumentMembers, fieldNames } = translation;
  const name = toAcceptedName(call.name);
  const id = ids.assign(call.id ?? `function_call:${name}`);
  const input = call.input ?? withSentNames(toInput(call.arguments, argumentMembers), fieldNames.get(name));
  if (call.id !== null && call.id !== id) log.note('messages', 'mapped', REPLACED_IDS);
  if (call.name !== name) log.note('messages', 'mapped', REPLACED_NAMES);
  const block: ToolUseBlock = { type: 'tool_use', id, name, input };
  return { id: call.id, block: placed(cached(block, call.control), place, translation), isAnswered: false };
}

const REPLACED_IDS = 'Tool call ids that upstream refuses were replaced, in calls and results alike.';
const REPLACED_NAMES = 'Names of called tools that upstream refuses were replaced, in calls and results alike.';

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

import type { ToolUseOutput } from '#lib/gateway/messages/response.ts';
import { parseExactJson } from '#lib/http/exact-json.ts';
import { type AnswerPlan, JSON_TOOL_NAME } from '../answer-plan.ts';
import type { Delta } from './chunk.ts';

/**
 * The form in which the customer gets a tool call.
 * - `function`: `tool_calls` with JSON arguments. `legacy`: the one `function_call` of the old `functions`.
 * - `custom`: `tool_calls` with the plain text of a custom tool.
 * - `content`: our hidden JSON tool, whose input is the answer's text.
 * - `silent`: not at all, because OpenAI has no place for a second `function_call` or a second JSON answer.
 */
export type CallForm = 'function' | 'legacy' | 'custom' | 'content' | 'silent';

export function toCallForm(plan: AnswerPlan, name: string, before: { calls: number; hasJson: boolean }): CallForm {
  if (plan.json === 'tool' && name === JSON_TOOL_NAME) return before.hasJson ? 'silent' : 'content';
  if (plan.usesLegacyFunctions) return before.calls > 0 ? 'silent' : 'legacy';
  return plan.customTools.includes(name) ? 'custom' : 'function';
}

/** The first delta of a call. `index` counts calls from 0, whatever upstream's block index is. */
export function openCall(form: CallForm, index: number, { id, name }: ToolUseOutput): Delta[] {
  if (form === 'function')
    return [{ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }];
  if (form === 'custom') return [{ tool_calls: [{ index, id, type: 'custom', custom: { name, input: '' } }] }];
  if (form === 'legacy') return [{ function_call: { name, arguments: '' } }];
  return [];
}

/** More of a call's arguments; for a custom tool, more of its text. */
export function growCall(form: CallForm, index: number, piece: string): Delta[] {
  if (piece === '' || form === 'silent') return [];
  if (form === 'function') return [{ tool_calls: [{ index, function: { arguments: piece } }] }];
  if (form === 'custom') return [{ tool_calls: [{ index, custom: { input: piece } }] }];
  if (form === 'legacy') return [{ function_call: { arguments: piece } }];
  return [{ content: piece }];
}

/** The text of a custom tool from `{"input": "…"}`, also when max_tokens cut the JSON inside the string. */
export const toCustomInput = (json: string): string =>
  readInput(json) ?? readInput(`${json.replace(PARTIAL_ESCAPE, '$1')}"}`) ?? '';

/** A backslash, or a `\u` with fewer than four digits, that ends the text and is not itself escaped. */
const PARTIAL_ESCAPE = /((?:^|[^\\])(?:\\\\)*)\\(?:u[\da-fA-F]{0,3})?$/;

/** Null when it is not JSON. Of an object without `input`, which breaks the tool's schema, the JSON itself. */
function readInput(json: string): string | null {
  try {
    const value = parseExactJson(json);
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return '';
    if (!('input' in value)) return json;
    return typeof value.input === 'string' ? value.input : JSON.stringify(value.input);
  } catch {
    return null;
  }
}

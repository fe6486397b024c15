import type { Settings, Tool } from '../document.ts';
import type { WireChoice } from '../wire.ts';
import { readCacheMark } from './cache-mark.ts';
import type { FieldReader } from './field-reader.ts';
import { isObject, toJsonText } from './json-text.ts';
import type { ImportNote } from './problem.ts';

/** Reads `tools`, or `functions`, its older name. */
export function readTools(fields: FieldReader, nextId: () => string): Tool[] {
  const tools = fields.objects('tools').flatMap((tool) => readTool(tool, nextId));
  const functions = fields.objects('functions').map((definition) => readDefinition(definition, 'function', nextId));
  if (functions.length > 0) fields.note('functions', 'changed');
  return [...tools, ...functions];
}

/** Nested as in chat completions, or flat as in the Responses API. */
function readTool(fields: FieldReader, nextId: () => string): Tool[] {
  const kind = fields.oneOf('type', ['function', 'custom']);
  if (!kind) {
    fields.finish(() => 'unsupported');
    return [];
  }
  const nested = fields.object(kind);
  const mark = readCacheMark(fields);
  const tool = readDefinition(nested ?? fields, kind, nextId);
  if (nested) fields.finish();
  return [{ ...tool, ...mark }];
}

function readDefinition(fields: FieldReader, kind: Tool['kind'], nextId: () => string): Tool {
  const parameters = kind === 'function' ? fields.record('parameters') : undefined;
  const tool: Tool = {
    ...{ id: nextId(), kind, name: fields.text('name') ?? '', description: fields.text('description') ?? '' },
    parameters: parameters ? toJsonText(parameters) : '',
    isStrict: (kind === 'function' ? fields.flag('strict') : undefined) ?? null,
    ...{ isOn: true, mock: { kind: 'none' } },
  };
  readTextFormat(kind === 'custom' ? fields.object('format') : undefined);
  fields.finish();
  return tool;
}

/** Custom tools always accept free text, so other formats such as grammars are noted. */
function readTextFormat(format: FieldReader | undefined): void {
  if (format && format.any('type') !== 'text') format.note('', 'unsupported');
}

export function readToolChoice(fields: FieldReader): Pick<Settings, 'tool_choice'> {
  const choice = toChoice(fields.any('tool_choice'), (kind) => fields.note('tool_choice', kind));
  const older = fields.any('function_call');
  if (older !== undefined) fields.note('function_call', 'changed');
  const tool_choice = choice ?? fromFunctionCall(older);
  return tool_choice === undefined ? {} : { tool_choice };
}

function toChoice(choice: unknown, note: (kind: ImportNote['kind']) => void): WireChoice | undefined {
  if (choice === undefined) return undefined;
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice;
  if (choice === 'any') return 'required';
  const found = isObject(choice) ? (toNamed(choice) ?? toAllowed(choice)) : undefined;
  if (!found) note('invalid');
  return found;
}

type Named = Extract<WireChoice, { type: 'function' | 'custom' }>;

function toNamed(choice: Record<string, unknown>): Named | undefined {
  const { type } = choice;
  if (type !== 'function' && type !== 'custom') return undefined;
  const holder = isObject(choice[type]) ? choice[type] : choice;
  if (typeof holder.name !== 'string') return undefined;
  const { name } = holder;
  return type === 'function' ? { type, function: { name } } : { type, custom: { name } };
}

function toAllowed({ type, allowed_tools: allowed }: Record<string, unknown>): WireChoice | undefined {
  if (type !== 'allowed_tools' || !isObject(allowed) || !Array.isArray(allowed.tools)) return undefined;
  const { mode } = allowed;
  const tools = allowed.tools.flatMap((tool) => (isObject(tool) ? (toNamed(tool) ?? []) : []));
  if ((mode !== 'auto' && mode !== 'required') || tools.length < Math.max(1, allowed.tools.length)) return undefined;
  return { type, allowed_tools: { mode, tools } };
}

function fromFunctionCall(call: unknown): WireChoice | undefined {
  if (call === 'auto' || call === 'none') return call;
  return isObject(call) ? toNamed({ type: 'function', ...call }) : undefined;
}

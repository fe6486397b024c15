import type { Message, Part, ToolCall } from '../document.ts';
import { readCacheMark } from './cache-mark.ts';
import type { FieldReader } from './field-reader.ts';
import { type ImportedFile, PartReader } from './from-parts.ts';

export type { ImportedFile } from './from-parts.ts';

interface Conversation {
  messages: Message[];
  files: ImportedFile[];
}

/** Reads the messages of a request. Messages of unknown roles are left out. */
export function readMessages(fields: FieldReader, nextId: () => string): Conversation {
  const parts = new PartReader(nextId);
  const calls = new LegacyCalls();
  const messages = fields.objects('messages').flatMap((message) => {
    const read = readMessage(message, parts, calls);
    message.finish((name) => (name === 'name' ? 'no_effect' : 'unknown'));
    return read ? [{ id: nextId(), ...read }] : [];
  });
  return { messages, files: parts.files };
}

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'] as const;

function readMessage(fields: FieldReader, parts: PartReader, calls: LegacyCalls): Omit<Message, 'id'> | null {
  const role = fields.oneOf('role', ROLES);
  switch (role) {
    case 'developer':
      fields.note('role', 'changed');
      return { role: 'system', parts: parts.read(fields) };
    case 'system':
    case 'user':
      return { role, parts: parts.read(fields) };
    case 'assistant':
      return readAssistant(fields, parts, calls);
    case 'tool':
      return readResult(fields, parts, fields.text('tool_call_id') ?? '');
    case 'function':
      fields.note('role', 'changed');
      return readResult(fields, parts, calls.take(fields.text('name') ?? ''));
    case undefined:
      return null;
  }
}

function readAssistant(fields: FieldReader, parts: PartReader, calls: LegacyCalls): Omit<Message, 'id'> {
  const toolCalls = [...fields.objects('tool_calls').flatMap(readCall), ...readLegacyCall(fields, calls)];
  const reasoning = readReasoning(fields);
  const refusal = fields.text('refusal');
  const said = parts.read(fields);
  return {
    role: 'assistant',
    parts: refusal
      ? [...said.filter((part) => part.type !== 'text' || part.text !== ''), { type: 'refusal', text: refusal }]
      : said,
    ...(toolCalls.length > 0 && { toolCalls }),
    ...(reasoning.length > 0 && { reasoning }),
  };
}

/** Reads reasoning blocks as our API returns them, or as Anthropic's and LiteLLM's clients send them. */
function readReasoning(fields: FieldReader): unknown[] {
  const details = fields.list('reasoning_details') ?? [];
  const blocks = fields.objects('thinking_blocks');
  if (details.length > 0 || blocks.length === 0) return details;
  fields.note('thinking_blocks', 'changed');
  return blocks.map(toDetail);
}

function toDetail(block: FieldReader): object {
  const format = 'anthropic-claude-v1';
  const data = block.text('data');
  if (data !== undefined) return { type: 'reasoning.encrypted', data, format };
  return { type: 'reasoning.text', text: block.text('thinking'), signature: block.text('signature'), format };
}

function readCall(fields: FieldReader): ToolCall[] {
  const kind = fields.oneOf('type', ['function', 'custom']) ?? 'function';
  const id = fields.text('id') ?? '';
  const called = fields.object(kind);
  const call = {
    ...{ id, kind, name: called?.text('name') ?? '' },
    arguments: called?.text(kind === 'function' ? 'arguments' : 'input') ?? '',
  };
  called?.finish();
  fields.any('index');
  fields.finish();
  if (!called) fields.note('', 'invalid');
  return called ? [call] : [];
}

function readLegacyCall(fields: FieldReader, calls: LegacyCalls): ToolCall[] {
  const called = fields.object('function_call');
  if (!called) return [];
  fields.note('function_call', 'changed');
  const name = called.text('name') ?? '';
  const call: ToolCall = { id: calls.open(name), kind: 'function', name, arguments: called.text('arguments') ?? '' };
  called.finish();
  return [call];
}

function readResult(fields: FieldReader, parts: PartReader, toolCallId: string): Omit<Message, 'id'> {
  return {
    role: 'tool',
    toolCallId,
    parts: readResultParts(fields, parts),
    ...(fields.flag('is_error') && { isError: true }),
    ...readCacheMark(fields),
  };
}

/** A result may be any JSON. A value other than text or parts is converted to text, as on the API. */
function readResultParts(fields: FieldReader, parts: PartReader): Part[] {
  const content = fields.any('content');
  if (typeof content === 'string' || Array.isArray(content) || content === undefined) return parts.read(fields);
  fields.note('content', 'changed');
  return [{ type: 'text', text: typeof content === 'object' ? JSON.stringify(content) : String(content) }];
}

/** Assigns ids to calls of the older function format, which names calls by their function. */
class LegacyCalls {
  #count = 0;
  readonly #open: { name: string; id: string }[] = [];

  open(name: string): string {
    const id = `call_${++this.#count}`;
    this.#open.push({ name, id });
    return id;
  }

  /** Returns the id of the oldest call of this function without a result. */
  take(name: string): string {
    const index = this.#open.findIndex((call) => call.name === name);
    return index === -1 ? '' : (this.#open.splice(index, 1)[0]?.id ?? '');
  }
}

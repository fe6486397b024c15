import type { Attachment, Message, Part, ToolCall } from '../document.ts';
import { isWritten, substitute } from '../variables.ts';
import type { WireMessage } from '../wire.ts';
import { toCacheControl } from './cache-mark.ts';
import type { RequestProblem } from './problem.ts';

interface MessageContext {
  values: Record<string, string>;
  attachments: ReadonlyMap<string, string>;
  /** Problems are appended here. */
  problems: RequestProblem[];
}

/** Converts a message to the wire format. A single text without a mark becomes a plain string. */
export function toWireMessage(message: Message, at: string, context: MessageContext): WireMessage {
  const content = toContent(message, `${at}.content`, context);
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content } as WireMessage;
    case 'assistant':
      return toAssistant(message, content);
    case 'tool':
      return {
        role: 'tool',
        tool_call_id: message.toolCallId ?? '',
        content,
        ...(message.isError && { is_error: true }),
        ...(message.cache && { cache_control: toCacheControl(message.cache) }),
      } as WireMessage;
  }
}

function toAssistant({ toolCalls = [], reasoning = [] }: Message, content: unknown): WireMessage {
  return {
    role: 'assistant',
    content: content === '' && toolCalls.length > 0 ? null : content,
    ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(toWireCall) }),
    ...(reasoning.length > 0 && { reasoning_details: reasoning }),
  } as WireMessage;
}

const toWireCall = ({ id, kind, name, arguments: text }: ToolCall) =>
  kind === 'function'
    ? { id, type: kind, function: { name, arguments: text } }
    : { id, type: kind, custom: { name, input: text } };

function toContent(message: Message, at: string, context: MessageContext): unknown {
  const values = isWritten(message) ? context.values : {};
  const [first, ...more] = message.parts;
  if (!first) return '';
  if (more.length === 0 && first.type === 'text' && !first.cache) return substitute(first.text, values);
  return message.parts.map((part, index) => toWirePart(part, `${at}[${index}]`, { ...context, values }));
}

function toWirePart(part: Part, at: string, context: MessageContext): object {
  const mark = 'cache' in part && part.cache ? { cache_control: toCacheControl(part.cache) } : {};
  switch (part.type) {
    case 'text':
      return { type: 'text', text: substitute(part.text, context.values), ...mark };
    case 'refusal':
      return { type: 'refusal', refusal: part.text };
    case 'image_url':
      return { type: 'image_url', image_url: { url: part.url }, ...mark };
    case 'image':
      return { type: 'image_url', image_url: { url: dataUrlOf(part.file, `${at}.image_url.url`, context) }, ...mark };
    case 'document':
      return {
        type: 'file',
        file: {
          ...(part.file.name !== '' && { filename: part.file.name }),
          file_data: dataUrlOf(part.file, `${at}.file.file_data`, context),
        },
        ...mark,
      };
  }
}

function dataUrlOf({ id, mediaType }: Attachment, path: string, { attachments, problems }: MessageContext): string {
  const url = attachments.get(id);
  if (url !== undefined) return url;
  problems.push({ path, kind: 'missing_attachment' });
  return `data:${mediaType};base64,`;
}

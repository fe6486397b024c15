import { parseJsonText } from '../request/json-text.ts';
import type { WireMessage } from '../wire.ts';
import type { CodeRequest } from './code-request.ts';
import { Expression, JAVASCRIPT } from './notation.ts';

type Message<Role extends WireMessage['role']> = Extract<WireMessage, { role: Role }>;
type Part = Exclude<NonNullable<Message<'user'>['content']>, string>[number];

/** `openaiCompatible` options are sent unchanged beside a part or message. */
const sentAlong = (fields: object) =>
  Object.keys(fields).length > 0 ? { providerOptions: { openaiCompatible: fields } } : {};

/** Converts the conversation to messages of Vercel's AI SDK, with the fields that it cannot express. */
export function toModelMessages(request: CodeRequest): { messages: unknown[]; leftOut: string[] } {
  const converter = new MessageConverter(request);
  const messages = request.body.messages.flatMap((message, index) => converter.convert(message, `messages[${index}]`));
  return { messages, leftOut: converter.leftOut };
}

class MessageConverter {
  readonly leftOut: string[] = [];
  readonly #files: CodeRequest['files'];
  /** Tool names by call id. In the request only the call has the name; here a result needs it too. */
  readonly #toolNames = new Map<string, string>();

  constructor({ files }: CodeRequest) {
    this.#files = files;
  }

  convert(message: WireMessage, at: string): unknown[] {
    switch (message.role) {
      case 'system':
      case 'developer':
        return [{ role: 'system', content: this.#text(message.content, `${at}.content`) }];
      case 'user':
        return [{ role: 'user', content: this.#parts(message.content, `${at}.content`) }];
      case 'assistant':
        return [this.#assistant(message, at)];
      case 'tool':
        return [this.#result(message, at)];
      case 'function':
        this.leftOut.push(at);
        return [];
    }
  }

  #assistant({ content, tool_calls, reasoning_details }: Message<'assistant'>, at: string): unknown {
    const text = this.#text(content ?? '', `${at}.content`);
    const calls = (tool_calls ?? []).flatMap((call, index) => {
      if (call.type === 'custom') {
        this.leftOut.push(`${at}.tool_calls[${index}]`);
        return [];
      }
      const { name, arguments: json } = call.function;
      this.#toolNames.set(call.id, name);
      return [{ type: 'tool-call', toolCallId: call.id, toolName: name, input: parseJsonText(json ?? '') ?? json }];
    });
    const said = text === '' ? [] : [{ type: 'text', text }];
    return {
      role: 'assistant',
      content: calls.length > 0 ? [...said, ...calls] : text,
      ...sentAlong(reasoning_details ? { reasoning_details } : {}),
    };
  }

  #result({ tool_call_id, content, is_error, cache_control }: Message<'tool'>, at: string): unknown {
    const value = this.#text(typeof content === 'string' || Array.isArray(content) ? content : '', `${at}.content`);
    const result = {
      ...{ type: 'tool-result', toolCallId: tool_call_id, toolName: this.#toolNames.get(tool_call_id) ?? 'tool' },
      output: { type: is_error ? 'error-text' : 'text', value },
      ...sentAlong({ ...(is_error && { is_error }), ...(cache_control && { cache_control }) }),
    };
    return { role: 'tool', content: [result] };
  }

  /** Joins all text parts. Cache marks and parts of other types are left out. */
  #text(content: string | readonly object[], at: string): string {
    if (typeof content === 'string') return content;
    return (content as readonly (Part | { type: 'refusal'; refusal: string })[])
      .map((part, index) => {
        if ('cache_control' in part && part.cache_control) this.leftOut.push(`${at}[${index}].cache_control`);
        if (part.type === 'text') return part.text;
        if (part.type === 'refusal') return part.refusal;
        this.leftOut.push(`${at}[${index}]`);
        return '';
      })
      .join('');
  }

  #parts(content: string | readonly Part[], at: string): unknown {
    if (typeof content === 'string') return content;
    return content.map((part, index) => this.#part(part, `${at}[${index}]`, content.length === 1));
  }

  #part(part: Part, at: string, isAlone: boolean): unknown {
    const mark = part.cache_control ? { cache_control: part.cache_control } : {};
    if (part.type === 'text') {
      // The SDK puts the mark of a single text on the message, where it has no effect.
      if (isAlone && part.cache_control) this.leftOut.push(`${at}.cache_control`);
      return { type: 'text', text: part.text, ...(!isAlone && sentAlong(mark)) };
    }
    if (part.type === 'image_url') {
      const url = typeof part.image_url === 'string' ? part.image_url : part.image_url.url;
      return {
        type: 'image',
        image: this.#read(url) ?? new Expression(`new URL(${JAVASCRIPT.text(url)})`),
        ...sentAlong(mark),
      };
    }
    const { file_data: data, filename } = part.file;
    const mediaType = this.#files.get(data ?? '')?.mediaType ?? 'application/pdf';
    if (mediaType === 'text/plain') this.leftOut.push(`${at}.file`);
    return { type: 'file', data: this.#read(data ?? ''), mediaType, ...(filename && { filename }), ...sentAlong(mark) };
  }

  #read(marker: string): Expression | null {
    const file = this.#files.get(marker);
    return file ? new Expression(`readFileSync('${file.name}')`) : null;
  }
}

import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { readThinkingWish } from './request/thinking-wish.ts';
import type { ChatRequest } from './schema/request.ts';

/** Finds the field of the customer's request that upstream complains about. */
export interface Places {
  /** The customer's field for upstream's path; undefined for a field that they did not send. */
  find(path: readonly string[]): string | undefined;
  /** The field itself, or as much of it as they sent. */
  sent(field: string): string | undefined;
}

/** The request translated once more, with the origin of each block. */
export interface Traced {
  body: MessagesRequest;
  origins: ReadonlyMap<object, string>;
}

interface Asked {
  chat: ChatRequest;
  /** The body that was sent upstream last. */
  body: MessagesRequest;
  trace(): Traced;
}

/** Traces on the first look-up only: errors are rare, and requests are not. */
export function placesIn({ chat, body, trace }: Asked): Places {
  let traced: Traced | undefined;

  function findBlock(list: 'messages' | 'system', [index, , blockIndex, ...rest]: readonly string[]) {
    traced ??= trace();
    // A second attempt may have left blocks out, and then places are no longer the same.
    if (shapeOf(traced.body) !== shapeOf(body)) return list === 'messages' ? 'messages' : undefined;
    const at = Number(index);
    if (list === 'system') return originOf(traced.body.system?.[at]);
    const { content = [] } = traced.body.messages[at] ?? {};
    const block = content[Number(blockIndex)];
    if (!block) return originOf(content[0])?.replace(/^(messages\[\d+\]).*/, '$1');
    return findInBlock(block, rest);
  }

  function findInBlock(block: object, [tag = '', field = '', inner, ...rest]: readonly string[]): string | undefined {
    const origin = originOf(block);
    const parts = 'content' in block && Array.isArray(block.content) ? block.content : [];
    const part = tag === 'tool_result' && field === 'content' ? parts[Number(inner)] : undefined;
    if (part) return findInBlock(part, rest);
    return origin && origin + (FIELDS[tag]?.[field] ?? FIELDS[tag]?.['*'] ?? '');
  }

  const originOf = (block: object | undefined) => (block ? traced?.origins.get(block) : undefined);

  function findTool([index, ...rest]: readonly string[]): string | undefined {
    const tool = body.tools?.[Number(index)];
    const field = rest.find((step) => step !== 'custom') ?? '';
    const isNamed = ({ name }: { name: string }) => name === tool?.name;
    const inFunctions = (chat.functions ?? []).findIndex(isNamed);
    if (inFunctions >= 0) return `functions[${inFunctions}]${TOOL_FIELDS[field] ?? ''}`;
    const at = (chat.tools ?? []).findIndex((one) => isNamed(one.type === 'custom' ? one.custom : one.function));
    const type = chat.tools?.[at]?.type;
    if (type)
      return field === 'cache_control'
        ? `tools[${at}].cache_control`
        : `tools[${at}].${type}${TOOL_FIELDS[field] ?? ''}`;
    return tool && chat.response_format ? 'response_format.json_schema.schema' : undefined;
  }

  function find([root = '', ...rest]: readonly string[]): string | undefined {
    switch (root) {
      case 'messages':
      case 'system':
        return findBlock(root, rest);
      case 'tools':
        return findTool(rest);
      case 'output_config':
        return rest[0] === 'effort' ? readThinkingWish(chat).param : 'response_format.json_schema.schema';
      case 'thinking':
        return readThinkingWish(chat).param;
      default:
        return (ROOTS[root] ?? [root]).find((name) => sent(name) !== undefined);
    }
  }

  const sent = (field: string) => existing(chat, field);
  return { find: (path) => written(sent(find(path) ?? ''), chat), sent: (field) => written(sent(field), chat) };
}

const ROOTS: Readonly<Record<string, readonly string[]>> = {
  max_tokens: ['max_completion_tokens', 'max_tokens'],
  stop_sequences: ['stop'],
  tool_choice: ['tool_choice', 'function_call'],
  metadata: ['safety_identifier', 'user'],
};

/** Fields of upstream's blocks in the customer's parts and calls; `*` for all that are not listed. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  text: { text: '.text', cache_control: '.cache_control' },
  image: { cache_control: '.cache_control', '*': '.image_url.url' },
  document: { title: '.file.filename', cache_control: '.cache_control', '*': '.file.file_data' },
  tool_use: { id: '.id', name: '.function.name', input: '.function.arguments' },
  tool_result: {
    tool_use_id: '.tool_call_id',
    content: '.content',
    is_error: '.is_error',
    cache_control: '.cache_control',
  },
};

const TOOL_FIELDS: Readonly<Record<string, string>> = {
  name: '.name',
  description: '.description',
  input_schema: '.parameters',
  strict: '.strict',
};

const shapeOf = ({ messages }: MessagesRequest): string => messages.map(({ content }) => content.length).join();

/** The part of a path that exists: `messages[2].content[0].text` → `messages[2].content` when that is a text. */
function existing(chat: ChatRequest, field: string): string | undefined {
  let value: unknown = chat;
  let found: string | undefined;
  for (const [step, name, index] of field.matchAll(/\.?([^.[\]]+)|\[(\d+)\]/g)) {
    if (typeof value !== 'object' || value === null) break;
    value = (value as Record<string, unknown>)[name ?? index ?? ''];
    if (value == null) break;
    found = (found ?? '') + step;
  }
  return found;
}

/** Tools may be written flat. */
function written(field: string | undefined, { flatTools }: ChatRequest): string | undefined {
  const [start, index, rest = ''] = /^tools\[(\d+)\]\.(?:function|custom)(.*)$/.exec(field ?? '') ?? [];
  return start !== undefined && flatTools?.has(Number(index)) ? `tools[${index}]${rest}` : field;
}

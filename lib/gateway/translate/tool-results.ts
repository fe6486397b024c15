import type { ToolResultBlock } from '../anthropic/request.ts';
import type { FunctionMessage, ToolMessage } from '../openai/request/message.ts';
import { cached, fromInput, toCacheControl } from './cache.ts';
import { toTextBlocks, toUserBlocks, type UserBlock } from './content.ts';
import type { PendingCall } from './pending-calls.ts';
import { textBlock } from './text.ts';
import type { Translation } from './translation.ts';

type ResultMessage = ToolMessage | FunctionMessage;

/** A `tool` or `function` message as the result of the call it answers. */
export function toResultBlock(message: ResultMessage, call: PendingCall, at: string, translation: Translation) {
  const content = toResultContent(message.content, `${at}.content`, translation);
  const isError = message.role === 'tool' && message.is_error === true;
  const block: ToolResultBlock = { type: 'tool_result', tool_use_id: call.block.id };
  if (content.length > 0) block.content = content;
  if (isError) {
    block.is_error = true;
    // Upstream refuses an error without words.
    block.content ??= [textBlock('The tool failed and said nothing.')];
  }
  return cached(block, cacheControlOf(message, translation));
}

function toResultContent(content: ResultMessage['content'], at: string, translation: Translation): UserBlock[] {
  if (content == null) return [];
  if (typeof content === 'string') return toTextBlocks(content);
  if (!Array.isArray(content))
    return toTextBlocks(typeof content === 'object' ? JSON.stringify(content) : String(content));
  // A breakpoint inside a result goes to the result: the API caches whole blocks of a message.
  return toUserBlocks(content, at, translation).map(({ cache_control: _, ...block }) => block as UserBlock);
}

function cacheControlOf(message: ResultMessage, { log }: Translation) {
  if (message.role === 'tool' && message.cache_control) return fromInput(message.cache_control);
  if (!Array.isArray(message.content)) return undefined;
  return message.content.map((part) => toCacheControl(part, log)).findLast((control) => control !== undefined);
}

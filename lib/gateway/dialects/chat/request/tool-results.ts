import type { ToolResultBlock } from '#lib/gateway/messages/request.ts';
import type { FunctionMessage, ToolMessage } from '../schema/message.ts';
import { cached, toCacheControl } from './cache.ts';
import { toTextBlocks, toUserBlocks, type UserBlock } from './content.ts';
import { textBlock } from './text.ts';
import type { PendingCall } from './tool-calls.ts';
import { placed, type Translation } from './translation.ts';

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
  return placed(cached(block, cacheControlOf(message, translation)), at, translation);
}

function toResultContent(content: ResultMessage['content'], at: string, translation: Translation): UserBlock[] {
  if (content == null) return [];
  if (typeof content === 'string') return toTextBlocks(content, at, translation);
  if (!Array.isArray(content)) {
    const text = typeof content === 'object' ? JSON.stringify(content) : String(content);
    return toTextBlocks(text, at, translation);
  }
  // A breakpoint inside a result goes to the result: the API caches whole blocks of a message.
  const blocks = toUserBlocks(content, at, translation);
  for (const block of blocks) delete block.cache_control;
  return blocks;
}

function cacheControlOf(message: ResultMessage, { log }: Translation) {
  const parts = Array.isArray(message.content) ? message.content : [];
  return [...parts, message].map((marked) => toCacheControl(marked, log)).findLast((control) => control !== undefined);
}

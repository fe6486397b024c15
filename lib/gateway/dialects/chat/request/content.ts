import type { DocumentBlock, ImageBlock, TextBlock, ToolResultBlock } from '#lib/gateway/messages/request.ts';
import type { AssistantPart, UserPart } from '../schema/content.ts';
import type { FunctionMessage, ToolMessage } from '../schema/message.ts';
import { cached, toCacheControl } from './cache.ts';
import { toDocumentBlock } from './files.ts';
import { toImageBlock } from './images.ts';
import type { PendingCall } from './tool-calls.ts';
import { isBlank, placed, type Translation, textBlock } from './translation.ts';

export type UserBlock = TextBlock | ImageBlock | DocumentBlock;

/** A user's parts in their order, blank texts left out. `at` is the content's field: `messages[2].content`. */
export function toUserBlocks(content: string | UserPart[], at: string, translation: Translation): UserBlock[] {
  if (typeof content === 'string') return toTextBlocks(content, at, translation);
  return content.flatMap((part, index) => {
    if (part.type === 'text' && isBlank(part.text)) return [];
    const place = `${at}[${index}]`;
    const block = toUserBlock(part, place, translation);
    return [placed(cached(block, toCacheControl(part, translation.log)), place, translation)];
  });
}

function toUserBlock(part: UserPart, at: string, translation: Translation): UserBlock {
  switch (part.type) {
    case 'text':
      return textBlock(part.text);
    case 'image_url':
      return toImageBlock(part, at, translation);
    case 'file':
      return toDocumentBlock(part, at, translation);
  }
}

/** A refusal the model gave earlier stays in the conversation as what it said. */
export function toSpokenBlocks(content: string | AssistantPart[], at: string, translation: Translation): TextBlock[] {
  if (typeof content === 'string') return toTextBlocks(content, at, translation);
  return content.flatMap((part, index) => {
    const place = `${at}[${index}]`;
    if (part.type === 'refusal') return toTextBlocks(part.refusal, place, translation);
    if (isBlank(part.text)) return [];
    return [placed(cached(textBlock(part.text), toCacheControl(part, translation.log)), place, translation)];
  });
}

/** No block for a blank text: never a placeholder, which the model would imitate. */
export const toTextBlocks = (text: string, at: string, translation: Translation): TextBlock[] =>
  isBlank(text) ? [] : [placed(textBlock(text), at, translation)];

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

import type { DocumentBlock, ImageBlock, TextBlock } from '#lib/gateway/messages/request.ts';
import type { AssistantPart, UserPart } from '../schema/content.ts';
import { cached, toCacheControl } from './cache.ts';
import { toDocumentBlock } from './files.ts';
import { toImageBlock } from './images.ts';
import { isBlank, textBlock } from './text.ts';
import { placed, type Translation } from './translation.ts';

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

import type { ContentBlock, DocumentBlock, ImageBlock, TextBlock } from '../anthropic/request.ts';
import type { AssistantPart, TextPart, UserPart } from '../openai/request/content.ts';
import { cached, toCacheControl } from './cache.ts';
import { toDocumentBlock } from './files.ts';
import { toImageBlock } from './images.ts';
import { isBlank, textBlock } from './text.ts';
import type { Translation } from './translation.ts';

export type UserBlock = TextBlock | ImageBlock | DocumentBlock;

/** A user's parts in their order, blank texts left out. `at` is the content's field: `messages[2].content`. */
export function toUserBlocks(content: string | UserPart[], at: string, translation: Translation): UserBlock[] {
  if (typeof content === 'string') return toTextBlocks(content);
  return content.flatMap((part, index) => {
    if (part.type === 'text' && isBlank(part.text)) return [];
    return [cached(toUserBlock(part, `${at}[${index}]`, translation), toCacheControl(part, translation.log))];
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

export function toSystemBlocks(content: string | TextPart[], { log }: Translation): TextBlock[] {
  if (typeof content === 'string') return toTextBlocks(content);
  return content
    .filter((part) => !isBlank(part.text))
    .map((part) => cached(textBlock(part.text), toCacheControl(part, log)));
}

/** A refusal the model gave earlier stays in the conversation as what it said. */
export function toAssistantBlocks(content: string | AssistantPart[], { log }: Translation): ContentBlock[] {
  if (typeof content === 'string') return toTextBlocks(content);
  return content.flatMap((part) => {
    if (part.type === 'refusal') return toTextBlocks(part.refusal);
    return isBlank(part.text) ? [] : [cached(textBlock(part.text), toCacheControl(part, log))];
  });
}

/** No block for a blank text: never a placeholder, which the model would imitate. */
export const toTextBlocks = (text: string): TextBlock[] => (isBlank(text) ? [] : [textBlock(text)]);

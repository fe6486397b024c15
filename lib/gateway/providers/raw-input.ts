import type { JsonSlice } from '#lib/http/json-slice.ts';
import type { OutputBlock } from '../messages/response.ts';

/** Keeps a call's arguments as written, because parsing would round their numbers. */
export function withRawInput(block: OutputBlock, written: JsonSlice | undefined): OutputBlock {
  if (block.type !== 'tool_use' || !hasInput(block)) return block;
  const input = written?.member('input');
  return input ? { ...block, rawInput: input.toString() } : block;
}

/** The same for all calls of a message. */
export function withRawInputs<Message extends { content?: OutputBlock[] | undefined }>(
  message: Message,
  read: () => JsonSlice | undefined,
): Message {
  if (!message.content?.some(hasInput)) return message;
  const blocks = read()?.member('content')?.items() ?? [];
  return { ...message, content: message.content.map((block, index) => withRawInput(block, blocks[index])) };
}

const hasInput = (block: OutputBlock): boolean => block.type === 'tool_use' && Object.keys(block.input).length > 0;

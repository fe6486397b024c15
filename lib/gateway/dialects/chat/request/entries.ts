import type {
  ContentBlock,
  DocumentBlock,
  ImageBlock,
  RedactedThinkingBlock,
  TextBlock,
  ThinkingBlock,
  ToolResultBlock,
} from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import type { AssistantPart, UserPart } from '../schema/content.ts';
import type { AssistantMessage, ChatMessage, FunctionMessage, ToolMessage } from '../schema/message.ts';
import { toDocumentBlock, toImageBlock } from './media.ts';
import { OpenCalls, type PendingCall, ToolIds, toPendingCalls } from './tool-calls.ts';
import {
  type Breakpoint,
  type Cacheable,
  cached,
  isBlank,
  placed,
  type Translation,
  textBlock,
  toCacheControl,
} from './translation.ts';

export interface SystemEntry {
  kind: 'system';
  blocks: TextBlock[];
}
interface UserEntry {
  kind: 'user';
  blocks: UserBlock[];
}
export interface AssistantEntry {
  kind: 'assistant';
  blocks: ContentBlock[];
  calls: PendingCall[];
}
export interface ResultEntry {
  kind: 'result';
  block: ToolResultBlock;
  call: PendingCall;
}

/** A message in Anthropic's blocks, before turns are formed. */
export type Entry = SystemEntry | UserEntry | AssistantEntry | ResultEntry;

/** Each message that says something, in order. Blank ones vanish, so that no invented words take their place. */
export function toEntries(messages: readonly ChatMessage[], translation: Translation): Entry[] {
  const ids = new ToolIds();
  const open = new OpenCalls();
  const entries: Entry[] = [];
  for (const [index, message] of messages.entries()) {
    const entry = toEntry(message, index);
    if (entry !== null) entries.push(entry);
  }
  open.requireResults();
  return entries;

  function toEntry(message: ChatMessage, index: number): Entry | null {
    const at = `messages[${index}]`;
    if (isNamed(message)) translation.log.note('messages.name', 'dropped', PARAMETER_REASONS.no_equivalent);
    switch (message.role) {
      case 'system':
      case 'developer':
        return unlessEmpty({
          kind: 'system',
          blocks: marked(toSpokenBlocks(message.content, `${at}.content`, translation), message),
        });
      case 'user':
        return unlessEmpty({
          kind: 'user',
          blocks: marked(toUserBlocks(message.content, `${at}.content`, translation), message),
        });
      case 'assistant':
        return assistantEntry(message, index, at);
      case 'tool':
      case 'function':
        return resultEntry(message, open.answer(message, at), at, translation);
    }
  }

  function assistantEntry(message: AssistantMessage, index: number, at: string): AssistantEntry | null {
    const calls = toPendingCalls(message, ids, at, translation);
    open.add(calls, index);
    const spoken = toSpokenBlocks(message.content ?? '', `${at}.content`, translation);
    spoken.push(...toTextBlocks(message.refusal ?? '', `${at}.refusal`, translation));
    marked([...spoken, ...calls.map(({ block }) => block)], message);
    if (spoken.length + calls.length === 0) return null;
    return { kind: 'assistant', calls, blocks: [...replayed(message, at, translation), ...spoken] };
  }

  /** A mark beside the content goes to its last block. */
  function marked<Block extends Breakpoint>(blocks: Block[], message: Cacheable): Block[] {
    const control = toCacheControl(message, translation.log);
    const last = blocks.at(-1);
    if (control && last) last.cache_control = control;
    if (control && !last)
      translation.log.note('cache_control', 'dropped', 'A message without text has nothing to cache.');
    return blocks;
  }
}

/** A legacy result's name says which call it answers, so it names no speaker. */
const isNamed = (message: ChatMessage): boolean =>
  message.role !== 'function' && message.role !== 'tool' && Boolean(message.name);

const unlessEmpty = <Some extends SystemEntry | UserEntry>(entry: Some): Some | null =>
  entry.blocks.length === 0 ? null : entry;

function replayed(message: AssistantMessage, at: string, translation: Translation): ContentBlock[] {
  if (!mentionsThinking(message)) return [];
  const thoughts = toThoughts(message);
  if (thoughts.length === 0)
    translation.log.note('reasoning_details', 'dropped', 'Only signed thinking can be sent back.');
  const field = message.reasoning_details ? 'reasoning_details' : 'thinking_blocks';
  return thoughts.map((thought) => placed(thought, `${at}.${field}`, translation));
}

type Thought = ThinkingBlock | RedactedThinkingBlock;

const OUR_FORMAT = 'anthropic-claude-v1';

/**
 * The thinking a message carries back, byte for byte. Only what upstream signed can be replayed: unsigned text,
 * fragments of a stream and other vendors' reasoning are left out, and a block given twice counts once.
 */
function toThoughts({ reasoning_details, thinking_blocks }: AssistantMessage): Thought[] {
  const details = (reasoning_details ?? []).flatMap(fromDetail);
  return unique(details.length > 0 ? details : (thinking_blocks ?? []).flatMap(fromBlock));
}

/** Whether a message carries any thinking, usable or not. */
const mentionsThinking = ({ reasoning_details, thinking_blocks }: AssistantMessage): boolean =>
  (reasoning_details?.length ?? 0) + (thinking_blocks?.length ?? 0) > 0;

function fromDetail(detail: NonNullable<AssistantMessage['reasoning_details']>[number]): Thought[] {
  if (detail.format != null && detail.format !== OUR_FORMAT) return [];
  if (detail.type === 'reasoning.text') return signed(detail.text, detail.signature);
  return detail.type === 'reasoning.encrypted' ? redacted(detail.data) : [];
}

function fromBlock(block: NonNullable<AssistantMessage['thinking_blocks']>[number]): Thought[] {
  if (block.type === 'thinking') return signed(block.thinking, block.signature);
  return block.type === 'redacted_thinking' ? redacted(block.data) : [];
}

/** Thinking that upstream chose not to show is empty text with a signature, and still counts. */
const signed = (thinking: string | null | undefined, signature: string | null | undefined): Thought[] =>
  signature && (thinking ?? '').isWellFormed() ? [{ type: 'thinking', thinking: thinking ?? '', signature }] : [];

const redacted = (data: string | null | undefined): Thought[] => (data ? [{ type: 'redacted_thinking', data }] : []);

function unique(thoughts: Thought[]): Thought[] {
  if (thoughts.length < 2) return thoughts;
  const bySeal = new Map(
    thoughts.map((thought) => ['signature' in thought ? thought.signature : thought.data, thought]),
  );
  return [...bySeal.values()];
}

type UserBlock = TextBlock | ImageBlock | DocumentBlock;

/** A user's parts in their order, blank texts left out. `at` is the content's field: `messages[2].content`. */
function toUserBlocks(content: string | UserPart[], at: string, translation: Translation): UserBlock[] {
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

/** An earlier refusal of the model stays in the conversation as its text. */
function toSpokenBlocks(content: string | AssistantPart[], at: string, translation: Translation): TextBlock[] {
  if (typeof content === 'string') return toTextBlocks(content, at, translation);
  return content.flatMap((part, index) => {
    const place = `${at}[${index}]`;
    if (part.type === 'refusal') return toTextBlocks(part.refusal, place, translation);
    if (isBlank(part.text)) return [];
    return [placed(cached(textBlock(part.text), toCacheControl(part, translation.log)), place, translation)];
  });
}

/** No block for a blank text: never a placeholder, which the model would imitate. */
const toTextBlocks = (text: string, at: string, translation: Translation): TextBlock[] =>
  isBlank(text) ? [] : [placed(textBlock(text), at, translation)];

type ResultMessage = ToolMessage | FunctionMessage;

/** A `tool` or `function` message as the result of the call it answers. */
function resultEntry(message: ResultMessage, call: PendingCall, at: string, translation: Translation): ResultEntry {
  const content = toResultContent(message.content, `${at}.content`, translation);
  const isError = message.role === 'tool' && message.is_error === true;
  const block: ToolResultBlock = { type: 'tool_result', tool_use_id: call.block.id };
  if (content.length > 0) block.content = content;
  if (isError) {
    block.is_error = true;
    // Upstream refuses an error without words.
    block.content ??= [textBlock('The tool failed and said nothing.')];
  }
  const control = cacheControlOf(message, translation);
  return { kind: 'result', call, block: placed(cached(block, control), at, translation) };
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

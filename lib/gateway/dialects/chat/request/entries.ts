import type { ContentBlock, TextBlock, ToolResultBlock } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import type { AssistantMessage, ChatMessage } from '../schema/message.ts';
import { ToolIds } from './accepted-names.ts';
import { type Breakpoint, type Cacheable, toCacheControl } from './cache.ts';
import { toResultBlock, toSpokenBlocks, toTextBlocks, toUserBlocks, type UserBlock } from './content.ts';
import { mentionsThinking, toThoughts } from './thinking-replay.ts';
import { OpenCalls, type PendingCall, toPendingCalls } from './tool-calls.ts';
import { placed, type Translation } from './translation.ts';

export interface SystemEntry {
  kind: 'system';
  blocks: TextBlock[];
}
export interface UserEntry {
  kind: 'user';
  blocks: UserBlock[];
}
export interface AssistantEntry {
  kind: 'assistant';
  /** Where it stands in the customer's list. */
  index: number;
  blocks: ContentBlock[];
  calls: PendingCall[];
}
export interface ResultEntry {
  kind: 'result';
  block: ToolResultBlock;
  call: PendingCall;
}

/** One message in Anthropic's blocks, before turns are formed. */
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
      case 'function': {
        const call = open.answer(message, at);
        return { kind: 'result', call, block: toResultBlock(message, call, at, translation) };
      }
    }
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

  function assistantEntry(message: AssistantMessage, index: number, at: string): AssistantEntry | null {
    const calls = toPendingCalls(message, ids, at, translation);
    open.add(calls);
    const spoken = toSpokenBlocks(message.content ?? '', `${at}.content`, translation);
    spoken.push(...toTextBlocks(message.refusal ?? '', `${at}.refusal`, translation));
    marked([...spoken, ...calls.map(({ block }) => block)], message);
    if (spoken.length + calls.length === 0) return null;
    return { kind: 'assistant', index, calls, blocks: [...replayed(message, at, translation), ...spoken] };
  }
}

/** Legacy results say by their name which call they answer, and so are not told apart by it. */
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

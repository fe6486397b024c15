import { AppError } from '#lib/errors.ts';
import type { Message, TextBlock } from '#lib/gateway/messages/request.ts';
import type { ChatMessage } from '../schema/message.ts';
import { toEntries } from './entries.ts';
import { endConversation } from './prefill.ts';
import { placeSystem } from './system.ts';
import { isBlank } from './text.ts';
import { removeThoughts } from './thinking-replay.ts';
import type { Translation } from './translation.ts';
import { requireResults, toTurns } from './turns.ts';

export interface Conversation {
  system: TextBlock[];
  messages: Message[];
}

/** OpenAI's list of messages as Anthropic's system prompt and alternating turns, with all thinking that can go back. */
export function translateMessages(chat: readonly ChatMessage[], translation: Translation): Conversation {
  requireQuestion(chat);
  const { system, entries } = placeSystem(toEntries(chat, translation), translation);
  requireResults(entries);
  const messages = toTurns(entries);
  if (messages.length === 0) throw nothingSaid('messages');
  return { system, messages };
}

interface Ending {
  isThinking: boolean;
  /** Nothing forbids continuing an assistant message: no thinking, no JSON, no forced call. */
  isPlainAnswer: boolean;
}

/** What of the conversation depends on how it will be answered. Changes `messages`, which are this translation's own. */
export function finishMessages(
  messages: Message[],
  { isThinking, isPlainAnswer }: Ending,
  translation: Translation,
): void {
  if (!isThinking && removeThoughts(messages)) {
    translation.log.note('reasoning_details', 'dropped', 'Thinking goes back only while the model thinks.');
  }
  endConversation(messages, isPlainAnswer, translation);
}

/** Skipping a blank last question would let the model answer an earlier one. */
function requireQuestion(chat: readonly ChatMessage[]): void {
  const last = chat.at(-1);
  if (last?.role === 'user' && isSilent(last.content)) throw nothingSaid(`messages[${chat.length - 1}].content`);
}

const isSilent = (content: Extract<ChatMessage, { role: 'user' }>['content']): boolean =>
  typeof content === 'string' ? isBlank(content) : content.every((part) => part.type === 'text' && isBlank(part.text));

const nothingSaid = (param: string) =>
  new AppError('invalid_value', `\`${param}\` must contain text that is not only whitespace.`, { param });

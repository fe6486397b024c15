import { AppError } from '#lib/errors.ts';
import type { Message, TextBlock } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { treatmentOf } from '#lib/models/parameters.ts';
import type { ChatMessage } from '../schema/message.ts';
import { toEntries } from './entries.ts';
import { placeSystem } from './system.ts';
import { removeThoughts } from './thinking-replay.ts';
import { isBlank, type Translation, textBlock } from './translation.ts';
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

/**
 * Ends the conversation as the model accepts it when its last word is the assistant's: continued from there, or
 * followed by a request to go on. Adds to `messages`.
 */
function endConversation(messages: Message[], isPlainAnswer: boolean, { model, log }: Translation): void {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return;
  if (isPlainAnswer && treatmentOf('messages.prefill', model).treatment === 'accepted') {
    trimEnd(last);
    return;
  }
  messages.push({ role: 'user', content: [textBlock('Continue.')] });
  const reason = isPlainAnswer
    ? PARAMETER_REASONS.prefill_unsupported
    : 'A conversation that ends with an assistant message cannot be continued while thinking or with JSON, so the model is asked to go on.';
  log.note('messages', 'added', reason);
}

/** Upstream refuses whitespace at the end of a final assistant text, and only there. */
function trimEnd({ content }: Message): void {
  const block = content.at(-1);
  if (block?.type === 'text') block.text = block.text.trimEnd();
}

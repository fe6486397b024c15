import { AppError } from '#lib/errors.ts';
import type { Message, TextBlock } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { treatmentOf } from '#lib/models/parameters.ts';
import type { ChatMessage } from '../schema/message.ts';
import { type Entry, type SystemEntry, toEntries } from './entries.ts';
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

interface SystemPlacement {
  /** The prompt's own system text, in the customer's order. */
  system: TextBlock[];
  /** The conversation. System entries left in it stand where upstream accepts them. */
  entries: Entry[];
}

/** Lifts system messages out of the conversation, except those between turns on models that take them there. */
function placeSystem(entries: Entry[], translation: Translation): SystemPlacement {
  const isConversation = entries.some((entry) => entry.kind !== 'system');
  if (!isConversation) return askWithLast(entries as SystemEntry[], translation);
  const staysInPlace = treatmentOf('messages.system_between', translation.model).treatment === 'accepted';
  const isLegal = staysInPlace ? legalPlaces(entries) : [];
  const placed: SystemPlacement = { system: [], entries: [] };
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== 'system' || isLegal[index]) {
      placed.entries.push(entry);
      continue;
    }
    placed.system.push(...entry.blocks);
    if (placed.entries.length > 0) translation.log.note('messages', 'moved', PARAMETER_REASONS.system_moved);
  }
  return placed;
}

/** Upstream needs a message to answer; OpenAI answers a lone system message as if it were asked. */
function askWithLast(entries: SystemEntry[], { log }: Translation): SystemPlacement {
  const last = entries.at(-1);
  if (!last) return { system: [], entries: [] };
  log.note('messages', 'moved', 'There was no user message, so the last system message was sent as one.');
  return {
    system: entries.slice(0, -1).flatMap((entry) => entry.blocks),
    entries: [{ kind: 'user', blocks: last.blocks }],
  };
}

/**
 * For each entry whether a system message may stand there: directly after a user turn, and last or directly before an
 * assistant turn. System neighbours count as one. Two passes, because conversations can be very long.
 */
function legalPlaces(entries: readonly Entry[]): boolean[] {
  const isFollowed = new Array<boolean>(entries.length);
  let next: Entry['kind'] | null = null;
  for (let index = entries.length - 1; index >= 0; index--) {
    isFollowed[index] = next === null || next === 'assistant';
    const kind = (entries[index] as Entry).kind;
    if (kind !== 'system') next = kind;
  }
  let previous: Entry['kind'] | null = null;
  return entries.map(({ kind }, index) => {
    const isLegal = (previous === 'user' || previous === 'result') && isFollowed[index] === true;
    if (kind !== 'system') previous = kind;
    return isLegal;
  });
}

import { AppError } from '#lib/errors.ts';
import type { ContentBlock, Message, TextBlock, ToolResultBlock } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { treatmentOf } from '#lib/models/parameters.ts';
import type { ChatMessage } from '../schema/message.ts';
import { type AssistantEntry, type Entry, type ResultEntry, type SystemEntry, toEntries } from './entries.ts';
import type { PendingCall } from './tool-calls.ts';
import { isBlank, type Translation, textBlock } from './translation.ts';

export interface Conversation {
  system: TextBlock[];
  messages: Message[];
  /** It ends inside a tool loop that opens without its thinking. Manual thinking cannot enter there: upstream wants the block. */
  isUnthoughtLoop: boolean;
}

/** OpenAI's list of messages as Anthropic's system prompt and alternating turns, with all thinking that can go back. */
export function translateMessages(chat: readonly ChatMessage[], translation: Translation): Conversation {
  requireQuestion(chat);
  const { system, entries } = placeSystem(toEntries(chat, translation), translation);
  const messages = toTurns(entries);
  if (messages.length === 0) throw nothingSaid('messages');
  return { system, messages, isUnthoughtLoop: endsInUnthoughtLoop(messages) };
}

export interface Ending {
  isThinking: boolean;
  /** Nothing forbids continuing an assistant message: no thinking, no JSON, no forced call. */
  isPlainAnswer: boolean;
}

/** Applies the changes that depend on the form of the answer. Mutates `messages`, which belong to this translation. */
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

interface UserTurn {
  role: 'user';
  results: ToolResultBlock[];
  rest: ContentBlock[];
}
interface AssistantTurn {
  role: 'assistant';
  blocks: ContentBlock[];
  calls: PendingCall[];
  /** The user turn that follows it: the only place for its results. */
  reply: UserTurn | null;
}
interface SystemTurn {
  role: 'system';
  blocks: TextBlock[];
}
type Turn = UserTurn | AssistantTurn | SystemTurn;

/**
 * Entries as turns of alternating roles: results first in the turn after their calls, calls last in theirs.
 * A result may come late; it still goes where its call expects it.
 */
function toTurns(entries: readonly Entry[]): Message[] {
  const turns = new Turns();
  for (const entry of entries) turns.add(entry);
  return turns.list.map(toMessage);
}

class Turns {
  readonly list: Turn[] = [];
  private readonly callers = new Map<PendingCall, AssistantTurn>();

  add(entry: Entry): void {
    switch (entry.kind) {
      case 'user':
        this.userTurn().rest.push(...entry.blocks);
        return;
      case 'assistant':
        this.addAssistant(entry);
        return;
      case 'result':
        this.addResult(entry);
        return;
      case 'system':
        this.addSystem(entry.blocks);
    }
  }

  private addAssistant({ blocks, calls }: AssistantEntry): void {
    const last = this.list.at(-1);
    const turn: AssistantTurn =
      last?.role === 'assistant' ? last : { role: 'assistant', blocks: [], calls: [], reply: null };
    if (turn !== last) this.list.push(turn);
    turn.blocks.push(...blocks);
    turn.calls.push(...calls);
    for (const call of calls) this.callers.set(call, turn);
  }

  private addResult({ block, call }: ResultEntry): void {
    const reply = this.callers.get(call)?.reply ?? this.userTurn();
    reply.results.push(block);
  }

  private addSystem(blocks: TextBlock[]): void {
    const last = this.list.at(-1);
    if (last?.role === 'system') last.blocks.push(...blocks);
    else this.list.push({ role: 'system', blocks: [...blocks] });
  }

  private userTurn(): UserTurn {
    const last = this.list.at(-1);
    if (last?.role === 'user') return last;
    const turn: UserTurn = { role: 'user', results: [], rest: [] };
    if (last?.role === 'assistant') last.reply = turn;
    this.list.push(turn);
    return turn;
  }
}

function toMessage(turn: Turn): Message {
  switch (turn.role) {
    case 'user':
      return { role: 'user', content: [...turn.results, ...turn.rest] };
    case 'assistant':
      return { role: 'assistant', content: [...turn.blocks, ...turn.calls.map((call) => call.block)] };
    case 'system':
      return { role: 'system', content: turn.blocks };
  }
}

const isThought = ({ type }: ContentBlock): boolean => type === 'thinking' || type === 'redacted_thinking';

/** Whether the conversation ends inside a tool loop whose first turn brings no thinking back. */
export function endsInUnthoughtLoop(messages: readonly Message[]): boolean {
  const turns = messages.filter(({ role }) => role !== 'system');
  if (!turns.at(-1)?.content.some(isResult)) return false;
  let opening = turns.length - 2;
  while (opening > 1 && turns[opening - 1]?.content.some(isResult)) opening -= 2;
  const first = turns[opening]?.content[0];
  return first === undefined || !isThought(first);
}

const isResult = ({ type }: ContentBlock): boolean => type === 'tool_result';

/** Takes the thinking out again when the model will not think; says whether there was any. */
function removeThoughts(messages: readonly Message[]): boolean {
  let hadThoughts = false;
  for (const message of messages) {
    if (!message.content.some(isThought)) continue;
    message.content = message.content.filter((block) => !isThought(block));
    hadThoughts = true;
  }
  return hadThoughts;
}

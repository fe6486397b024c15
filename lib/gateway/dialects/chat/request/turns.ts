import { AppError } from '#lib/errors.ts';
import type { ContentBlock, Message, TextBlock, ToolResultBlock } from '#lib/gateway/messages/request.ts';
import type { AssistantEntry, Entry, ResultEntry } from './entries.ts';
import type { PendingCall } from './tool-calls.ts';

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
export function toTurns(entries: readonly Entry[]): Message[] {
  const conversation = new Conversation();
  for (const entry of entries) conversation.add(entry);
  return conversation.turns.map(toMessage);
}

class Conversation {
  readonly turns: Turn[] = [];
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
    const last = this.turns.at(-1);
    const turn: AssistantTurn =
      last?.role === 'assistant' ? last : { role: 'assistant', blocks: [], calls: [], reply: null };
    if (turn !== last) this.turns.push(turn);
    turn.blocks.push(...blocks);
    turn.calls.push(...calls);
    for (const call of calls) this.callers.set(call, turn);
  }

  private addResult({ block, call }: ResultEntry): void {
    const reply = this.callers.get(call)?.reply ?? this.userTurn();
    reply.results.push(block);
  }

  private addSystem(blocks: TextBlock[]): void {
    const last = this.turns.at(-1);
    if (last?.role === 'system') last.blocks.push(...blocks);
    else this.turns.push({ role: 'system', blocks: [...blocks] });
  }

  private userTurn(): UserTurn {
    const last = this.turns.at(-1);
    if (last?.role === 'user') return last;
    const turn: UserTurn = { role: 'user', results: [], rest: [] };
    if (last?.role === 'assistant') last.reply = turn;
    this.turns.push(turn);
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

const MOST_NAMED = 5;
const LONGEST_ID = 64;

/** OpenAI refuses a call without its result as well; an invented result would be answered by the model. */
export function requireResults(entries: readonly Entry[]): void {
  for (const entry of entries) {
    const missing = entry.kind === 'assistant' ? entry.calls.filter((call) => !call.isAnswered) : [];
    if (entry.kind !== 'assistant' || missing.length === 0) continue;
    const ids = missing
      .slice(0, MOST_NAMED)
      .map((call) => (call.id || call.block.name).slice(0, LONGEST_ID))
      .join(', ');
    throw new AppError(
      'invalid_value',
      `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id': there is no result for ${ids}.`,
      { param: `messages[${entry.index}]` },
    );
  }
}

import { createHash } from 'node:crypto';
import { AppError } from '#lib/errors.ts';
import type { CacheControl, ToolUseBlock } from '#lib/gateway/messages/request.ts';
import { parseExactJson } from '#lib/http/exact-json.ts';
import { JSON_LIMITS, sizeOfJson } from '#lib/http/json-size.ts';
import { toWellFormedJson } from '../schema/content.ts';
import type { AssistantMessage, FunctionMessage, ToolMessage } from '../schema/message.ts';
import type { FieldNames } from './field-names.ts';
import { cached, placed, type StepBudget, type Translation, toCacheControl } from './translation.ts';

/** A call the model made, until its result is found. */
export interface PendingCall {
  /** The customer's id, which may be empty; null for a legacy `function_call`, which has none. */
  id: string | null;
  block: ToolUseBlock;
  isAnswered: boolean;
}

export function toPendingCalls(
  message: AssistantMessage,
  ids: ToolIds,
  at: string,
  translation: Translation,
): PendingCall[] {
  const calls = (message.tool_calls ?? []).map((call, index) => {
    const place = `${at}.tool_calls[${index}]`;
    const control = toCacheControl(call, translation.log);
    if (call.type === 'function') return pending({ id: call.id, ...call.function, control }, ids, place, translation);
    const { name, input } = call.custom;
    return pending({ id: call.id, name, input: { input: input ?? '' }, control }, ids, place, translation);
  });
  if (message.function_call)
    calls.push(pending({ id: null, ...message.function_call }, ids, `${at}.function_call`, translation));
  return calls;
}

interface Call {
  id: string | null;
  name: string;
  arguments?: string | null | undefined;
  input?: ToolUseBlock['input'];
  control?: CacheControl | undefined;
}

function pending(call: Call, ids: ToolIds, place: string, translation: Translation): PendingCall {
  const { log, argumentMembers, fieldNames } = translation;
  const name = toAcceptedName(call.name);
  const id = ids.assign(call.id ?? `function_call:${name}`);
  const input = call.input ?? withSentNames(toInput(call.arguments, argumentMembers), fieldNames.get(name));
  if (call.id !== null && call.id !== id) log.note('messages', 'mapped', REPLACED_IDS);
  if (call.name !== name) log.note('messages', 'mapped', REPLACED_NAMES);
  const block: ToolUseBlock = { type: 'tool_use', id, name, input };
  return { id: call.id, block: placed(cached(block, call.control), place, translation), isAnswered: false };
}

const REPLACED_IDS = 'Tool call ids that upstream refuses were replaced, in calls and results alike.';
const REPLACED_NAMES = 'Names of called tools that upstream refuses were replaced, in calls and results alike.';

/**
 * Parses arguments to the object that upstream wants. An answer cut by its token limit leaves half a JSON text: the
 * call is kept with that text, because its result would be an orphan otherwise. So are arguments larger than a body may
 * be.
 */
function toInput(text: string | null | undefined, members: StepBudget): ToolUseBlock['input'] {
  if (text == null || text.trim() === '') return {};
  const size = sizeOfJson(text, JSON_LIMITS);
  const value = size.excess === null && members.spend(size.members) ? parse(text) : undefined;
  return isObject(value) ? (toWellFormedJson(value) as ToolUseBlock['input']) : { _raw_arguments: text.toWellFormed() };
}

/** A call in the history names its fields as the tool's definition does. */
function withSentNames(input: ToolUseBlock['input'], names: FieldNames | undefined): ToolUseBlock['input'] {
  if (names === undefined) return input;
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [names.get(name) ?? name, value]));
}

function parse(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

const MOST_NAMED = 5;
const LONGEST_ID = 64;

/** The calls of a conversation whose results are still missing. */
export class OpenCalls {
  /** First come, first answered: clients that reuse an id answer in the order of the calls. */
  private readonly byId = new Map<string, { calls: PendingCall[]; answered: number }>();
  /** Legacy calls have no id, so a result answers the last open call of its name. */
  private readonly byName = new Map<string, PendingCall[]>();
  private readonly asked: { index: number; calls: readonly PendingCall[] }[] = [];

  /** The calls of the message at `index`. */
  add(calls: readonly PendingCall[], index: number): void {
    this.asked.push({ index, calls });
    for (const call of calls) {
      if (call.id === null) this.addLegacy(call);
      else this.queueOf(call.id).calls.push(call);
    }
  }

  /**
   * Marks the call that a message answers, and returns it.
   * @throws AppError when there is none, naming the field that should name it.
   */
  answer(message: ToolMessage | FunctionMessage, at: string): PendingCall {
    const call = message.role === 'tool' ? this.answerId(message, at) : this.answerName(message, at);
    call.isAnswered = true;
    return call;
  }

  /** OpenAI refuses a call without its result as well; the model would answer an invented result. */
  requireResults(): void {
    for (const { index, calls } of this.asked) {
      const missing = calls.filter((call) => !call.isAnswered).slice(0, MOST_NAMED);
      if (missing.length === 0) continue;
      const ids = missing.map(({ id, block }) => (id || block.name).slice(0, LONGEST_ID)).join(', ');
      throw new AppError(
        'invalid_value',
        `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id': there is no result for ${ids}.`,
        { param: `messages[${index}]` },
      );
    }
  }

  private addLegacy(call: PendingCall): void {
    const stack = this.byName.get(call.block.name);
    if (stack) stack.push(call);
    else this.byName.set(call.block.name, [call]);
  }

  /** Without ids, a result belongs to the next call of its tool. */
  private advanceTo(queue: { calls: PendingCall[]; answered: number }, name: string): void {
    const at = queue.calls.findIndex(({ block }, index) => index >= queue.answered && block.name === name);
    const [call] = at > queue.answered ? queue.calls.splice(at, 1) : [];
    if (call) queue.calls.splice(queue.answered, 0, call);
  }

  private queueOf(id: string) {
    const queue = this.byId.get(id) ?? { calls: [], answered: 0 };
    this.byId.set(id, queue);
    return queue;
  }

  private answerId({ tool_call_id: id, name }: ToolMessage, at: string): PendingCall {
    const queue = this.byId.get(id);
    if (queue && id === '' && name) this.advanceTo(queue, toAcceptedName(name));
    const call = queue?.calls[queue.answered];
    if (queue && call) {
      queue.answered++;
      return call;
    }
    const complaint = queue
      ? 'already has its result'
      : "names no tool call: a message with role 'tool' must be a response to a preceding message with 'tool_calls'";
    throw orphan(`${at}.tool_call_id`, complaint);
  }

  private answerName({ name }: FunctionMessage, at: string): PendingCall {
    const call = this.byName.get(toAcceptedName(name))?.pop();
    if (call) return call;
    throw orphan(`${at}.name`, 'names no `function_call` that waits for its result');
  }
}

const orphan = (param: string, complaint: string) =>
  new AppError('invalid_value', `\`${param}\` ${complaint}.`, { param });

const ACCEPTED_NAME = /^[a-zA-Z0-9_-]{1,128}$/;
const LONGEST_NAME = 128;

/**
 * Converts a tool's name in a history to a form upstream takes: `browser.tabs.open` → `browser_tabs_open`. It depends
 * on the name alone, so that it is the same in all turns of a conversation.
 */
export function toAcceptedName(name: string): string {
  if (ACCEPTED_NAME.test(name)) return name;
  const readable = name.replace(/[^a-zA-Z0-9_-]+/g, '_') || 'unnamed';
  return readable.length <= LONGEST_NAME ? readable : withHash(readable, name, LONGEST_NAME);
}

const HASH_LENGTH = 8;

/** Adds a hash, so that a readable name stays unique. */
export function withHash(readable: string, name: string, longest: number): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${readable.slice(0, longest - HASH_LENGTH - 1)}_${hash}`;
}

/** Ids that upstream takes. Other gateways write longer ones and ones with dots, colons or bars. */
const ACCEPTED_ID = /^[a-zA-Z0-9_-]{1,64}$/;

/** Gives each tool call an id that upstream accepts and that no other call of the request has. */
export class ToolIds {
  private readonly taken = new Set<string>();
  private readonly seen = new Map<string, number>();

  /** Depends on the calls so far alone, so the next request of the conversation gets the same ids and stays cached. */
  assign(id: string): string {
    const occurrence = (this.seen.get(id) ?? 0) + 1;
    this.seen.set(id, occurrence);
    const isUsable = ACCEPTED_ID.test(id) && !this.taken.has(id);
    const assigned = isUsable ? id : replacement(occurrence === 1 ? id : `${id}#${occurrence}`);
    this.taken.add(assigned);
    return assigned;
  }
}

const replacement = (id: string): string => `call_${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;

import { findUsd, type NanoUsd } from '#lib/billing/money.ts';
import type { BilledTokens } from '#lib/billing/tokens.ts';
import type { Rates } from '#lib/models/model.ts';
import type { Payer } from '../document.ts';
import type { Adjustment, ChatBody } from '../wire.ts';
import { foldChunk, lengthOf, NO_ANSWER, type PartialAnswer, parseChunk } from './answer.ts';
import { EMPTY_INSPECTOR, type Inspector, keepEvents } from './inspector.ts';
import { chunkCost, estimateCost, type RunUsage, readInputTokens, receiptCost, toRunUsage } from './usage.ts';
import type { Receipt, RunError, WireEvent } from './wire-event.ts';

/**
 * - `pricing`: the cost is being estimated. `holding`: the request is on its way and its hold is placed.
 * - `waiting`: upstream was asked. `thinking`, `writing`: it answers.
 * - `needs_tools`: calls wait for their results. `length`: the limit of tokens was reached.
 * - `refused`: the model declined. `stopped`: by the user. `failed`: an error. `cut`: the connection was lost.
 */
export type RunState =
  | 'ready'
  | 'pricing'
  | 'holding'
  | 'waiting'
  | 'thinking'
  | 'writing'
  | 'needs_tools'
  | 'done'
  | 'length'
  | 'refused'
  | 'stopped'
  | 'failed'
  | 'cut';

const OPEN: readonly RunState[] = ['ready', 'pricing', 'holding', 'waiting', 'thinking', 'writing'];

/** One request of a column, from the click to the receipt. Milliseconds count from `startedAt`. */
export interface Run {
  id: string;
  columnId: string;
  /** The sandbox issues no receipt, and its cost is the price with a live key. */
  payer: Payer;
  requestId: string | null;
  state: RunState;
  /** ISO date. */
  startedAt: string;
  /** As it was when it was sent. */
  sent: ChatBody;
  /** Null for a model without a price. */
  rates: Rates | null;
  answer: PartialAnswer;
  firstTokenMs: number | null;
  lastTokenMs: number | null;
  durationMs: number | null;
  usage: RunUsage | null;
  /** Input tokens that the provider reported at the start. */
  input: BilledTokens | null;
  /** Estimated cost so far; the exact cost replaces it. */
  estimate: NanoUsd | null;
  cost: NanoUsd | null;
  receipt: Receipt | null;
  /** The account's available credit after the run. */
  balance: NanoUsd | null;
  error: RunError | null;
  /** Both requests, and the adjustments between them. */
  prepared: { openai: unknown; anthropic: unknown; adjustments: Adjustment[] } | null;
  inspector: Inspector;
}

export type RunAction =
  | { type: 'price' }
  | { type: 'send' }
  /** All events since the last frame, in order. */
  | { type: 'receive'; events: readonly WireEvent[]; atMs: number }
  | { type: 'stop'; atMs: number }
  /** The connection ended before the stream did. */
  | { type: 'lose'; atMs: number }
  | { type: 'fail'; error: RunError; atMs: number }
  /** Fetched by request id, after an abort or a lost connection. */
  | { type: 'receipt'; receipt: Receipt };

type NewRun = Pick<Run, 'id' | 'columnId' | 'payer' | 'startedAt' | 'sent' | 'rates'>;

export const newRun = (run: NewRun): Run => ({
  ...run,
  ...{ requestId: null, state: 'ready', answer: NO_ANSWER, inspector: EMPTY_INSPECTOR, prepared: null },
  ...{ firstTokenMs: null, lastTokenMs: null, durationMs: null, usage: null, input: null },
  ...{ estimate: null, cost: null, receipt: null, balance: null, error: null },
});

export const isOpen = ({ state }: Pick<Run, 'state'>): boolean => OPEN.includes(state);

/** A finished run accepts only a receipt, which may arrive late. */
export function advanceRun(run: Run, action: RunAction): Run {
  if (action.type === 'receipt') return withReceipt(run, action.receipt);
  if (action.type === 'receive') return receive(run, action.events, action.atMs);
  if (!isOpen(run)) return run;
  switch (action.type) {
    case 'price':
      return { ...run, state: 'pricing' };
    case 'send':
      return { ...run, state: 'holding' };
    case 'stop':
      return { ...run, state: 'stopped', durationMs: action.atMs };
    case 'lose':
      return { ...run, state: 'cut', durationMs: action.atMs };
    case 'fail':
      return { ...run, state: 'failed', error: action.error, durationMs: action.atMs };
  }
}

function receive(run: Run, events: readonly WireEvent[], atMs: number): Run {
  const taken = events.filter(({ event }) => isOpen(run) || event === 'settled');
  const advanced = taken.reduce((next, event) => receiveOne(next, event, atMs), run);
  return { ...withEstimate(advanced), inspector: keepEvents(run.inspector, taken) };
}

function receiveOne(run: Run, event: WireEvent, atMs: number): Run {
  if (event.event === 'settled') return { ...withReceipt(run, event.receipt), balance: findUsd(event.balance) };
  if (!isOpen(run)) return run;
  switch (event.event) {
    case 'prepared': {
      const { requestId, openai, anthropic, adjustments } = event;
      const prepared = { openai, anthropic, adjustments };
      return { ...run, state: 'waiting', requestId, prepared };
    }
    case 'upstream':
      return run.input ? run : { ...run, input: readInputTokens(event.raw) };
    case 'chunk':
      return receiveChunk(run, event.data, atMs);
    case 'problem':
      return { ...run, state: 'failed', error: event.error, durationMs: atMs };
    case 'end':
      return { ...run, state: finalState(run.answer), durationMs: atMs };
  }
}

function receiveChunk(run: Run, data: string, atMs: number): Run {
  const chunk = parseChunk(data);
  if (!chunk) return run;
  const answer = foldChunk(run.answer, chunk);
  const counted = chunk.usage ? { usage: toRunUsage(chunk.usage), cost: chunkCost(chunk.usage.cost) } : {};
  if (lengthOf(answer) === lengthOf(run.answer) && answer.toolCalls.length === run.answer.toolCalls.length)
    return { ...run, answer, ...counted };
  const isThinking = answer.text === '' && answer.refusal === '' && answer.toolCalls.length === 0;
  return {
    ...run,
    answer,
    ...counted,
    state: isThinking ? 'thinking' : 'writing',
    firstTokenMs: run.firstTokenMs ?? atMs,
    lastTokenMs: atMs,
  };
}

/** Without a finish reason the answer is incomplete, whatever the stream says. */
function finalState({ finishReason, refusal }: PartialAnswer): RunState {
  switch (finishReason) {
    case 'tool_calls':
      return 'needs_tools';
    case 'length':
      return 'length';
    case 'content_filter':
      return 'refused';
    case null:
      return 'cut';
    default:
      return refusal === '' ? 'done' : 'refused';
  }
}

function withReceipt(run: Run, receipt: Receipt): Run {
  const durationMs = run.durationMs ?? receipt.duration_ms ?? null;
  return { ...run, receipt, cost: receiptCost(receipt), durationMs };
}

function withEstimate(run: Run): Run {
  if (!run.input || !run.rates || run.cost !== null) return run;
  return { ...run, estimate: estimateCost(run.input, lengthOf(run.answer), run.rates) };
}

import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import type { ChatCompletionChunk } from '#lib/gateway/dialects/chat/answer/chunk.ts';

/** One run of a sample, as far as it has come. */
export interface SandboxRun {
  phase: 'idle' | 'running' | 'done' | 'stopped' | 'failed';
  /** The answer so far; the call of a tool stands in it as `name {"its": "arguments"}`. */
  text: string;
  /** What the last chunk says; null until then. */
  usage: RunUsage | null;
  failure: RunFailure | null;
}

export interface RunUsage {
  inputTokens: number;
  outputTokens: number;
  /** What a live key would have paid. */
  cost: NanoUsd;
}

export interface RunFailure {
  /** `busy`: too many runs. `unreachable`: no connection, or no answer. `broken`: the answer ended in the middle. */
  reason: 'busy' | 'unreachable' | 'broken';
  retryAfterSeconds?: number;
}

export class RunError extends Error {
  readonly failure: RunFailure;

  constructor(failure: RunFailure) {
    super(failure.reason);
    this.failure = failure;
  }
}

export const IDLE: SandboxRun = { phase: 'idle', text: '', usage: null, failure: null };
export const STARTED: SandboxRun = { ...IDLE, phase: 'running' };

/** A chunk as the wire carries it: money is a number in USD there. */
type WireChunk = Pick<ChatCompletionChunk, 'choices'> & { usage?: WireUsage | null };
interface WireUsage {
  prompt_tokens: number;
  completion_tokens: number;
  cost?: number;
}

export function advanceRun(run: SandboxRun, { choices: [choice], usage }: WireChunk): SandboxRun {
  return {
    ...run,
    text: run.text + (choice ? wordsOf(choice.delta) : ''),
    usage: usage ? toRunUsage(usage) : run.usage,
  };
}

/** Whatever is no failure we know came from the network. */
export const failRun = (run: SandboxRun, error: unknown): SandboxRun => ({
  ...run,
  phase: 'failed',
  failure: error instanceof RunError ? error.failure : { reason: 'unreachable' },
});

const wordsOf = ({ content = '', tool_calls = [] }: NonNullable<WireChunk['choices'][0]>['delta']): string =>
  content +
  tool_calls.map(({ function: call }) => (call?.name ? `${call.name} ` : '') + (call?.arguments ?? '')).join('');

const NANO_PER_USD = 1e9;

/** Nano-USD are whole numbers, and far below 2⁵³ of them here: rounding only takes back what the float added. */
const toRunUsage = ({ prompt_tokens, completion_tokens, cost = 0 }: WireUsage): RunUsage => ({
  inputTokens: prompt_tokens,
  outputTokens: completion_tokens,
  cost: nanoUsd(BigInt(Math.round(cost * NANO_PER_USD))),
});

import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import type { ChatCompletionChunk } from '#lib/gateway/dialects/chat/answer/chunk.ts';

/** The state of one run of a sample. */
export interface SandboxRun {
  phase: 'idle' | 'running' | 'done' | 'stopped' | 'failed';
  /** The answer so far; a tool call is written as `name {"its": "arguments"}`. */
  text: string;
  /** The last chunk's usage; null until then. */
  usage: RunUsage | null;
  failure: RunFailure | null;
}

export interface RunUsage {
  inputTokens: number;
  outputTokens: number;
  /** The price of the same call with a live key. */
  cost: NanoUsd;
}

export interface RunFailure {
  /** `busy`: too many runs. `unreachable`: no connection or no response. `broken`: the stream broke off. */
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

/** A chunk on the wire, where money is a number in USD. */
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

/** Errors other than our own come from the network. */
export const failRun = (run: SandboxRun, error: unknown): SandboxRun => ({
  ...run,
  phase: 'failed',
  failure: error instanceof RunError ? error.failure : { reason: 'unreachable' },
});

const wordsOf = ({ content = '', tool_calls = [] }: NonNullable<WireChunk['choices'][0]>['delta']): string =>
  content +
  tool_calls.map(({ function: call }) => (call?.name ? `${call.name} ` : '') + (call?.arguments ?? '')).join('');

const NANO_PER_USD = 1e9;

/** Nano-USD are integers, here far below 2⁵³, so rounding restores the exact value. */
const toRunUsage = ({ prompt_tokens, completion_tokens, cost = 0 }: WireUsage): RunUsage => ({
  inputTokens: prompt_tokens,
  outputTokens: completion_tokens,
  cost: nanoUsd(BigInt(Math.round(cost * NANO_PER_USD))),
});

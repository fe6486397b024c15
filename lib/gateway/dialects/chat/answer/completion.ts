import type { NanoUsd } from '#lib/billing/money.ts';
import type { Adjustment } from '#lib/gateway/messages/adjustment.ts';

/** A whole answer, as OpenAI's `chat.completion`. */
export interface ChatCompletion {
  id: string;
  object: 'chat.completion';
  created: number;
  model: string;
  choices: [Choice];
  usage: CompletionUsage;
  service_tier: string | null;
  system_fingerprint: null;
  tokenhub?: { adjustments: Adjustment[] };
}

/** Fields at the start of every answer and chunk. `created` is in seconds; `model` is the customer's own spelling. */
export interface AnswerHead {
  id: string;
  created: number;
  model: string;
}

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'function_call';

export interface Choice {
  index: 0;
  message: AssistantMessage;
  finish_reason: FinishReason;
  native_finish_reason: string | null;
  logprobs: null;
}

export interface AssistantMessage {
  role: 'assistant';
  content: string | null;
  refusal: string | null;
  annotations: [];
  tool_calls?: ToolCall[];
  function_call?: { name: string; arguments: string };
  reasoning_content?: string;
  reasoning_details?: ReasoningDetail[];
}

export type ToolCall =
  | { id: string; type: 'function'; function: { name: string; arguments: string } }
  | { id: string; type: 'custom'; custom: { name: string; input: string } };

/** A complete thinking block: sent back unchanged, it continues the thought in a tool loop. */
export type ReasoningDetail =
  | { type: 'reasoning.text'; text: string; signature: string | null; format: 'anthropic-claude-v1'; index: number }
  | { type: 'reasoning.encrypted'; data: string; format: 'anthropic-claude-v1'; index: number };

export interface CompletionUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details: { cached_tokens: number; cache_write_tokens: number; audio_tokens: 0 };
  completion_tokens_details: {
    reasoning_tokens: number;
    audio_tokens: 0;
    accepted_prediction_tokens: 0;
    rejected_prediction_tokens: 0;
  };
  /** Money; the encoder writes it as a JSON number in USD, exact to the nano-dollar. */
  cost?: NanoUsd;
}

const FORMAT = 'anthropic-claude-v1';

/** A thinking block for replay. Its text is exact to the character, or the signature would no longer fit. */
export const toTextDetail = (text: string, signature: string, index: number): ReasoningDetail => ({
  type: 'reasoning.text',
  text,
  signature: signature || null,
  format: FORMAT,
  index,
});

/** A thinking block whose text upstream encrypts. */
export const toEncryptedDetail = (data: string, index: number): ReasoningDetail => ({
  type: 'reasoning.encrypted',
  data,
  format: FORMAT,
  index,
});

const REQUEST = /^req_/;
const COMPLETION = 'chatcmpl-';

/** `chatcmpl-…` and `req_…` name the same request. */
export const toRequestId = (id: string): string =>
  id.startsWith(COMPLETION) ? `req_${id.slice(COMPLETION.length)}` : id;

export const toCompletionId = (requestId: string): string => requestId.replace(REQUEST, COMPLETION);

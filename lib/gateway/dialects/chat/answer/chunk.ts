import type { CompletionUsage, FinishReason, ReasoningDetail } from './completion.ts';

/** A `data:` line of a streamed answer, as OpenAI's `chat.completion.chunk`. */
export interface ChatCompletionChunk {
  id: string;
  object: 'chat.completion.chunk';
  created: number;
  model: string;
  system_fingerprint: null;
  choices: [] | [ChunkChoice];
  /** Absent unless `stream_options.include_usage`; null on every chunk but the last. */
  usage?: CompletionUsage | null;
}

export interface ChunkChoice {
  index: 0;
  delta: Delta;
  finish_reason: FinishReason | null;
  native_finish_reason?: string | null;
  logprobs: null;
}

export interface Delta {
  role?: 'assistant';
  content?: string;
  refusal?: string;
  tool_calls?: ToolCallDelta[];
  function_call?: { name?: string; arguments: string };
  reasoning_content?: string;
  reasoning_details?: ReasoningDetail[];
}

export interface ToolCallDelta {
  /** Counts tool calls from 0; never upstream's block index. */
  index: number;
  id?: string;
  type?: 'function' | 'custom';
  function?: { name?: string; arguments: string };
  custom?: { name?: string; input: string };
}

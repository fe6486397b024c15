import type { ReasoningEffort, Thinking, WireChoice } from './wire.ts';

/** The state of the playground: up to four requests side by side. Plain data, stored as JSON. */
export interface Draft {
  v: 1;
  id: string;
  name: string;
  /** One to four. */
  columns: Column[];
  /** Columns share the messages of the user; each has answers of its own. */
  isLinked: boolean;
  /** Values of `{{name}}` in messages. A name without a value is not replaced. */
  variables: Record<string, string>;
  rows: Row[];
  /** ISO date. */
  updatedAt: string;
}

/** One set of variable values. They override the draft's own. */
export interface Row {
  id: string;
  values: Record<string, string>;
}

/** One request: its model, messages and settings. */
export interface Column {
  id: string;
  model: string;
  /** An absent setting is not in the request. */
  settings: Settings;
  /** Last values of parameters that are switched off, restored when they are switched on again. */
  switchedOff: Settings;
  messages: Message[];
  tools: Tool[];
  format: Format;
  payer: Payer;
}

export type Payer = { keyId: string } | 'sandbox';

/** Parameters by their names on the API. */
export interface Settings {
  max_tokens?: number;
  temperature?: number;
  top_p?: number;
  top_k?: number;
  stop?: string[];
  reasoning_effort?: ReasoningEffort;
  thinking?: Thinking;
  include_reasoning?: boolean;
  tool_choice?: WireChoice;
  parallel_tool_calls?: boolean;
  cache_control?: CacheTtl;
  service_tier?: 'auto' | 'default';
  user?: string;
  metadata?: Record<string, string>;
  strict_params?: boolean;
}
export type Parameter = keyof Settings;

export type CacheTtl = '5m' | '1h';

export type Role = 'system' | 'user' | 'assistant' | 'tool';

export interface Message {
  id: string;
  role: Role;
  parts: Part[];
  /** On assistant messages only. */
  toolCalls?: ToolCall[];
  /** Reasoning blocks of an assistant. They are sent back unchanged, because the provider signed them. */
  reasoning?: unknown[];
  /** On tool messages: the id of the call. */
  toolCallId?: string;
  isError?: boolean;
  /** On tool messages: marks the end of a cached prefix. Other messages carry marks on their parts. */
  cache?: CacheTtl;
  /** The run that produced the message. */
  runId?: string;
  versions?: Versions;
}

/** Other versions of a message, each with the messages that follow it. */
export interface Versions {
  /** The index of the current version among all versions. */
  index: number;
  others: Message[][];
}

export type Part = TextPart | RefusalPart | ImagePart | ImageUrlPart | DocumentPart;
export interface TextPart {
  type: 'text';
  text: string;
  cache?: CacheTtl;
}
export interface RefusalPart {
  type: 'refusal';
  text: string;
}
export interface ImagePart {
  type: 'image';
  file: Attachment;
  cache?: CacheTtl;
}
/** An image that the provider fetches. The browser never does. */
export interface ImageUrlPart {
  type: 'image_url';
  url: string;
  cache?: CacheTtl;
}
export interface DocumentPart {
  type: 'document';
  file: Attachment;
  cache?: CacheTtl;
}

/** A file whose content is stored separately as a blob. */
export interface Attachment {
  /** Key of the blob. */
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  width?: number;
  height?: number;
  pages?: number;
}

export interface ToolCall {
  id: string;
  kind: ToolKind;
  name: string;
  /** As the model wrote them: JSON for a function, free text for a custom tool. */
  arguments: string;
}

export type ToolKind = 'function' | 'custom';

export interface Tool {
  id: string;
  kind: ToolKind;
  name: string;
  description: string;
  /** JSON Schema as typed text, which may be incomplete JSON. Empty for none. */
  parameters: string;
  isStrict: boolean | null;
  cache?: CacheTtl;
  /** Whether it is sent to the model. */
  isOn: boolean;
  mock: Mock;
}

/** An automatic result for a call: text with `{{args.name}}`, a failure, or a URL of the user's own. */
export type Mock =
  | { kind: 'none' }
  | { kind: 'reply'; template: string }
  | { kind: 'fail'; message: string }
  | { kind: 'url'; url: string };

/** The schema is kept when another type is chosen. */
export interface Format {
  type: 'text' | 'json_object' | 'json_schema';
  schema?: AnswerSchema;
}

export interface AnswerSchema {
  name: string;
  description: string;
  isStrict: boolean | null;
  /** JSON Schema as typed text. */
  schema: string;
}

export const MAX_COLUMNS = 4;
export const MAX_ROWS = 20;

import type { ReasoningEffort, Thinking, WireChoice } from './wire.ts';

/** What somebody works on in the playground: up to four requests side by side. Plain data, kept as JSON. */
export interface Draft {
  v: 1;
  id: string;
  name: string;
  /** One to four. */
  columns: Column[];
  /** Columns share the messages that people write; each has answers of its own. */
  isLinked: boolean;
  /** Values of `{{name}}` in messages. A name without a value stays as written. */
  variables: Record<string, string>;
  rows: Row[];
  /** ISO date. */
  updatedAt: string;
}

/** One set of values for the variables; it wins over the draft's own. */
export interface Row {
  id: string;
  values: Record<string, string>;
}

/** One request: a model, what it is asked, and how. */
export interface Column {
  id: string;
  model: string;
  /** What is absent is not in the request. */
  settings: Settings;
  /** Values of parameters that were switched off, for when they are switched on again. */
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
  /** An assistant's. */
  toolCalls?: ToolCall[];
  /** Thinking blocks of an assistant. They are sent back unchanged, because upstream signed them. */
  reasoning?: unknown[];
  /** A tool's: the call it answers. */
  toolCallId?: string;
  isError?: boolean;
  /** A tool's: its result ends what is cached. Other messages carry marks on their parts. */
  cache?: CacheTtl;
  /** The run that wrote it. */
  runId?: string;
  versions?: Versions;
}

/** The other versions of a message, each with what followed it. */
export interface Versions {
  /** The place of the message itself among all versions. */
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
/** An image that upstream fetches. The browser never does. */
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

/** A file whose content is kept as a blob of its own. */
export interface Attachment {
  /** Names the blob. */
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
  /** As the model wrote them: JSON for a function, any text for a custom tool. */
  arguments: string;
}

export type ToolKind = 'function' | 'custom';

export interface Tool {
  id: string;
  kind: ToolKind;
  name: string;
  description: string;
  /** JSON Schema as it is typed, so possibly not yet JSON. Empty for none. */
  parameters: string;
  isStrict: boolean | null;
  cache?: CacheTtl;
  /** Offered to the model. */
  isOn: boolean;
  mock: Mock;
}

/** What answers a call without anybody typing: text with `{{args.name}}`, a failure, or an address of the user's own. */
export type Mock =
  | { kind: 'none' }
  | { kind: 'reply'; template: string }
  | { kind: 'fail'; message: string }
  | { kind: 'url'; url: string };

/** The schema stays when another type is chosen. */
export interface Format {
  type: 'text' | 'json_object' | 'json_schema';
  schema?: AnswerSchema;
}

export interface AnswerSchema {
  name: string;
  description: string;
  isStrict: boolean | null;
  /** JSON Schema as it is typed. */
  schema: string;
}

export const MAX_COLUMNS = 4;
export const MAX_ROWS = 20;

import { toUsd } from '#lib/billing/money.ts';
import type { ChatCompletion, CompletionUsage } from './response.ts';
import type { ChatCompletionChunk, ChunkChoice } from './stream.ts';

/** The last event of a stream that completed. */
export const DONE = 'data: [DONE]\n\n';

/** A whole answer as JSON. */
export function encodeCompletion({ usage, ...completion }: ChatCompletion): string {
  return append(JSON.stringify(completion), 'usage', encodeUsage(usage));
}

/** One event of a stream: one line, whatever the text is. */
export function encodeChunk(chunk: ChatCompletionChunk): string {
  return `data: ${oneLine(findTextJson(chunk) ?? toJson(chunk))}\n\n`;
}

function toJson({ usage, ...chunk }: ChatCompletionChunk): string {
  const json = JSON.stringify(chunk);
  if (usage === undefined) return json;
  return append(json, 'usage', usage === null ? 'null' : encodeUsage(usage));
}

/** Nearly all chunks carry a piece of text and nothing else; writing those by hand halves the encoder's time. */
function findTextJson({ id, created, model, choices: [choice], usage }: ChatCompletionChunk): string | null {
  const text = choice && findOnlyText(choice);
  if (text === undefined || usage) return null;
  const head = `{"id":${JSON.stringify(id)},"object":"chat.completion.chunk","created":${created},"model":${JSON.stringify(model)},"system_fingerprint":null`;
  const body = `"choices":[{"index":0,"delta":{"content":${JSON.stringify(text)}},"finish_reason":null,"logprobs":null}]`;
  return `${head},${body}${usage === null ? ',"usage":null' : ''}}`;
}

function findOnlyText({ delta, finish_reason, native_finish_reason }: ChunkChoice): string | undefined {
  if (finish_reason !== null || native_finish_reason !== undefined || delta.content === undefined) return undefined;
  for (const key in delta) if (key !== 'content') return undefined;
  return delta.content;
}

/** The cost goes in as digits, because a number of JavaScript would round it. */
function encodeUsage({ cost, ...usage }: CompletionUsage): string {
  const json = JSON.stringify(usage);
  return cost === undefined ? json : append(json, 'cost', toUsd(cost));
}

/** Adds a member to a JSON object that has at least one. */
const append = (object: string, key: string, value: string): string => `${object.slice(0, -1)},"${key}":${value}}`;

/** JSON allows these three inside strings, but readers that split Unicode lines would break the event at them. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

function oneLine(json: string): string {
  // Looking for each costs a tenth of the pattern, and next to no answer has any.
  if (!json.includes('\u2028') && !json.includes('\u2029') && !json.includes('\u0085')) return json;
  return json.replace(LINE_ENDS, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

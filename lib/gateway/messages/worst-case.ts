import type { NanoUsd } from '#lib/billing/money.ts';
import { inputTokenBound, maxCost } from '#lib/billing/pricing.ts';
import { AppError } from '#lib/errors.ts';
import type { Model } from '#lib/models/model.ts';
import type { ContentBlock, JsonSchema, MessagesRequest } from './request.ts';

/** Lifetime of the longest-lived part of a cached prompt. */
export type CacheTtl = 'none' | '5m' | '1h';

/** The size of a request, which bounds its cost: a text never has more tokens than UTF-8 bytes. */
export interface RequestBound {
  textBytes: number;
  images: number;
  /** PDF files. */
  documents: number;
  tools: number;
  cacheTtl: CacheTtl;
}

/**
 * Counts the bytes that the model will read, without serialising the body.
 * @throws AppError when there are more images than upstream reads in one request.
 */
export function measureRequest(body: MessagesRequest, cacheTtl: CacheTtl, model: Model): RequestBound {
  const tools = body.tools?.length ?? 0;
  const bound: RequestBound = { textBytes: 0, images: 0, documents: 0, tools, cacheTtl };
  for (const { text } of body.system ?? []) bound.textBytes += bytes(text);
  for (const tool of body.tools ?? []) {
    bound.textBytes += bytes(tool.name) + bytes(tool.description ?? '') + jsonBytes(tool.input_schema);
  }
  for (const { content } of body.messages) for (const block of content) addBlock(bound, block);
  bound.textBytes += formatBytes(body.output_config?.format?.schema);
  requireFewImages(bound.images, model);
  return bound;
}

const bytes = (text: string): number => Buffer.byteLength(text);

/** The schema of structured outputs is read as a hidden part of the prompt. */
const formatBytes = (schema: JsonSchema | undefined): number => (schema === undefined ? 0 : jsonBytes(schema));

function addBlock(bound: RequestBound, block: ContentBlock): void {
  switch (block.type) {
    case 'text':
      bound.textBytes += bytes(block.text);
      return;
    case 'image':
      bound.images++;
      return;
    case 'document':
      bound.textBytes += bytes(block.title ?? '');
      if (block.source.type === 'text') bound.textBytes += bytes(block.source.data);
      else bound.documents++;
      return;
    case 'tool_use':
      bound.textBytes += bytes(block.id) + bytes(block.name) + jsonBytes(block.input);
      return;
    case 'tool_result':
      bound.textBytes += bytes(block.tool_use_id);
      for (const part of block.content ?? []) addBlock(bound, part);
      return;
    // A signature holds the whole thought, of which the text may be a summary.
    case 'thinking':
      bound.textBytes += bytes(block.thinking) + block.signature.length;
      return;
    case 'redacted_thinking':
      bound.textBytes += block.data.length;
  }
}

const SMALL_CONTEXT_TOKENS = 200_000;

function requireFewImages(count: number, { contextTokens }: Model): void {
  const most = contextTokens > SMALL_CONTEXT_TOKENS ? 600 : 100;
  if (count <= most) return;
  throw new AppError('invalid_image', `The request has ${count} images; this model reads at most ${most}.`, {
    param: 'messages',
  });
}

const LONGEST_NUMBER = 24;
/** Quotes, colon, comma. */
const PUNCTUATION = 4;

/** A lower bound of the bytes of the value as JSON. */
export function jsonBytes(value: unknown): number {
  if (typeof value === 'string') return quotedBytes(value);
  if (typeof value !== 'object' || value === null) return LONGEST_NUMBER;
  let total = PUNCTUATION;
  for (const [key, member] of Object.entries(value)) {
    total += jsonBytes(member) + (Array.isArray(value) ? 0 : quotedBytes(key));
  }
  return total;
}

const NEEDS_ESCAPE = /["\\\p{Cc}]/u;

const quotedBytes = (text: string): number =>
  bytes(NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : text) + PUNCTUATION;

interface Sized {
  translated: {
    body: Pick<MessagesRequest, 'max_tokens'>;
    bound: RequestBound;
    /** Input that a repeated call may read on top of the first; only the delivered answer is charged. */
    repeatTokens: number;
  };
  model: Model;
}

/** Upstream calls its count an estimate. */
const COUNT_MARGIN = 1.1;
/** Hardly any text has more. */
const BYTES_PER_TOKEN_AT_MOST = 8;

/** The largest cost that the request's own size allows, which is held for it. */
export const worstCaseOf = (sized: Sized): NanoUsd =>
  costWith(inputBoundOf(sized) + sized.translated.repeatTokens, sized);

/** The largest cost when upstream has counted `inputTokens`; never more than the size allows. */
export function countedWorstCase(inputTokens: number, sized: Sized): NanoUsd {
  const bound = Math.min(Math.ceil(inputTokens * COUNT_MARGIN), inputBoundOf(sized));
  return costWith(bound + sized.translated.repeatTokens, sized);
}

/** A lower bound of the cost when the full output is used; images and PDFs may be nearly empty. */
export const leastCaseOf = (sized: Sized): NanoUsd =>
  costWith(Math.floor(sized.translated.bound.textBytes / BYTES_PER_TOKEN_AT_MOST), sized);

/** The most input tokens that the request's own size allows. */
export const inputBoundOf = ({ translated, model: { contextTokens } }: Sized): number =>
  inputTokenBound({ ...translated.bound, contextTokens });

const costWith = (
  inputTokens: number,
  { translated: { body, bound }, model: { contextTokens, rates } }: Sized,
): NanoUsd =>
  maxCost({
    inputTokenBound: Math.min(inputTokens, contextTokens),
    maxOutputTokens: body.max_tokens,
    rates,
    cacheTtl: bound.cacheTtl,
  });

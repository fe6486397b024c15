import { findUsd, type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import type { Rates } from '#lib/models/model.ts';
import { isObject, parseJsonText } from '../request/json-text.ts';
import type { WireChunk } from '../wire.ts';
import type { Receipt } from './wire-event.ts';

/** Tokens as the last chunk counts them; the input includes what came from the cache or went into it. */
export interface RunUsage {
  inputTokens: number;
  cachedTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  /** A part of the output. */
  reasoningTokens: number;
}

export function toRunUsage(usage: NonNullable<WireChunk['usage']>): RunUsage {
  return {
    inputTokens: usage.prompt_tokens ?? 0,
    cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    cacheWriteTokens: usage.prompt_tokens_details?.cache_write_tokens ?? 0,
    outputTokens: usage.completion_tokens ?? 0,
    reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  };
}

/** Recorded answers have 4.5 to 4.9 characters per token. */
const CHARACTERS_PER_TOKEN = 4.7;

/** What a run has cost so far, about: the input as upstream counted it at the start, and the output by its length. */
export function estimateCost(input: BilledTokens, characters: number, rates: Rates): NanoUsd {
  return costOf({ ...input, output: Math.ceil(characters / CHARACTERS_PER_TOKEN) }, rates).cost;
}

/** The input that upstream's `message_start` reports, or null for any other event. */
export function readInputTokens(raw: string): BilledTokens | null {
  if (!raw.includes('"message_start"')) return null;
  const event = parseJsonText(raw.slice(raw.indexOf('{'), raw.lastIndexOf('}') + 1));
  const message = isObject(event) && isObject(event.message) ? event.message : {};
  const usage = isObject(message.usage) ? message.usage : null;
  if (!usage) return null;
  const count = (value: unknown) => (typeof value === 'number' ? value : 0);
  const byTtl = isObject(usage.cache_creation) ? usage.cache_creation : null;
  const written = count(usage.cache_creation_input_tokens);
  const hour = count(byTtl?.ephemeral_1h_input_tokens);
  return {
    ...NO_TOKENS,
    input: count(usage.input_tokens),
    cacheRead: count(usage.cache_read_input_tokens),
    cacheWrite1h: hour,
    cacheWrite5m: Math.max(0, written - hour),
  };
}

export const receiptCost = ({ cost_usd }: Receipt): NanoUsd | null => findUsd(cost_usd);

/** Whole nano-USD are far below 2⁵³ in one request, so rounding only takes back what the float added. */
export const chunkCost = (cost: number | undefined): NanoUsd | null =>
  cost === undefined || !Number.isFinite(cost) ? null : nanoUsd(BigInt(Math.round(cost * 1e9)));

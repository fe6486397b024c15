import { findUsd, type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import type { Rates } from '#lib/models/model.ts';
import { isObject, parseJsonText } from '../request/json-text.ts';
import type { WireChunk } from '../wire.ts';
import type { Receipt } from './wire-event.ts';

/** Token counts of the last chunk. The input includes tokens read from the cache and written to it. */
export interface RunUsage {
  inputTokens: number;
  cachedTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  /** Included in the output. */
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

/** Measured: recorded answers have 4.5 to 4.9 characters per token. */
const CHARACTERS_PER_TOKEN = 4.7;

/** Estimates the cost so far from the provider's input count and the length of the output. */
export function estimateCost(input: BilledTokens, characters: number, rates: Rates): NanoUsd {
  return costOf({ ...input, output: Math.ceil(characters / CHARACTERS_PER_TOKEN) }, rates).cost;
}

/** Reads the input of the provider's `message_start` event; null for any other event. */
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

/** The nano-USD of one request are far below 2⁵³, so rounding restores the exact integer. */
export const chunkCost = (cost: number | undefined): NanoUsd | null =>
  cost === undefined || !Number.isFinite(cost) ? null : nanoUsd(BigInt(Math.round(cost * 1e9)));

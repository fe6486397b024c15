import { type NanoUsd, nanoUsd, picoUsd } from '#lib/billing/money.ts';
import { BUCKETS, type Bucket, type ReceiptLine } from '#lib/billing/pricing.ts';
import type { Price, UsageRecord } from '#lib/db/generated/client.ts';

type Facts = Omit<UsageRecord, 'cost' | 'held' | 'absorbed' | 'priceId' | `${string}Tokens`>;

/** What one request cost and why, so that anybody can add it up. */
export interface Receipt extends Facts {
  /** Thinking, which is part of the output line. */
  reasoningTokens: number;
  /** Names the rates below for good; null when no price was involved. */
  priceId: string | null;
  /** `tokens × rate = amount` for each of the five rates; none without a price. */
  lines: ReceiptLine[];
  /** Charged. It is the lines' sum rounded up by `remainderPico`, less `absorbed`; nothing when the request failed. */
  total: NanoUsd;
  held: NanoUsd;
  absorbed: NanoUsd;
}

const TOKENS = {
  input: 'inputTokens',
  cacheWrite5m: 'cacheWrite5mTokens',
  cacheWrite1h: 'cacheWrite1hTokens',
  cacheRead: 'cacheReadTokens',
  output: 'outputTokens',
} as const satisfies Record<Bucket, keyof UsageRecord>;

export function toReceipt(record: UsageRecord, price: Price | null): Receipt {
  const { cost, held, absorbed, inputTokens, cacheWrite5mTokens, cacheWrite1hTokens, ...rest } = record;
  const { cacheReadTokens, outputTokens, ...facts } = rest;
  return {
    ...facts,
    lines: price ? BUCKETS.map((bucket) => toLine(bucket, record[TOKENS[bucket]], price[bucket])) : [],
    total: nanoUsd(cost),
    held: nanoUsd(held),
    absorbed: nanoUsd(absorbed),
  };
}

const toLine = (bucket: Bucket, tokens: number, rate: bigint): ReceiptLine => ({
  bucket,
  tokens,
  rate: picoUsd(rate),
  amount: picoUsd(BigInt(tokens) * rate),
});

import { type NanoUsd, nanoUsd, picoUsd } from '#lib/billing/money.ts';
import { BUCKETS, type Bucket, type ReceiptLine } from '#lib/billing/pricing.ts';
import type { Price, UsageRecord } from '#lib/db/generated/client.ts';

type Facts = Omit<UsageRecord, 'cost' | 'held' | 'absorbed' | 'priceId' | `${string}Tokens`>;

/** The cost of one request with its calculation, so that anyone can check it. */
export interface Receipt extends Facts {
  /** Thinking tokens, which are part of the output line. */
  reasoningTokens: number;
  /** The permanent id of the rates below; null without a price. */
  priceId: string | null;
  /** `tokens × rate = amount` for each of the five rates; empty without a price. */
  lines: ReceiptLine[];
  /** The charge: the lines' sum, rounded up by `remainderPico`, minus `absorbed`; zero for a failed request. */
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

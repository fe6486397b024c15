import type { Rates } from '#lib/models/model.ts';
import { ceilToNano, type NanoUsd, nanoUsd, PICO_PER_NANO, type PicoUsd, picoUsd, toUsd } from './money.ts';
import type { BilledTokens } from './tokens.ts';

/** In the order of a receipt. */
export const BUCKETS = [
  'input',
  'cacheWrite5m',
  'cacheWrite1h',
  'cacheRead',
  'output',
] as const satisfies readonly (keyof BilledTokens & keyof Rates)[];
export type Bucket = (typeof BUCKETS)[number];

/** `tokens × rate = amount`, exact in pico-USD. */
export interface ReceiptLine {
  bucket: Bucket;
  tokens: number;
  rate: PicoUsd;
  amount: PicoUsd;
}

export interface Cost {
  cost: NanoUsd;
  /** The pico-USD added by rounding up, 0 … 999. It is 0 at every price in the catalog. */
  remainderPico: number;
  lines: ReceiptLine[];
}

/** The cost of a request: five exact lines, summed and then rounded up once to whole nano-USD. */
export function costOf(tokens: BilledTokens, rates: Rates): Cost {
  const lines = BUCKETS.map((bucket) => toLine(bucket, tokens[bucket], rates[bucket]));
  const { amount, remainderPico } = ceilToNano(picoUsd(lines.reduce((sum, line) => sum + line.amount, 0n)));
  return { cost: amount, remainderPico, lines };
}

export type CacheTtl = 'none' | '5m' | '1h';

interface WorstCase {
  inputTokenBound: number;
  maxOutputTokens: number;
  rates: Rates;
  /** The longest cache lifetime the request asks for. */
  cacheTtl: CacheTtl;
}

/** The highest possible cost of a request: all input at the highest applicable rate, and the maximum output. */
export function maxCost({ inputTokenBound, maxOutputTokens, rates, cacheTtl }: WorstCase): NanoUsd {
  const input = toLine('input', inputTokenBound, dearestInput(rates, cacheTtl));
  const output = toLine('output', maxOutputTokens, rates.output);
  return ceilToNano(picoUsd(input.amount + output.amount)).amount;
}

/** The size of a request before it is sent. The hold depends on it, so every constant below errs upwards. */
export interface InputSize {
  /** UTF-8 bytes of the translated request as JSON, without the data of images and documents. */
  textBytes: number;
  images: number;
  /** PDF files. */
  documents: number;
  tools: number;
  /** The model's context window: upstream refuses a larger input, so it bounds the cost. */
  contextTokens: number;
}

/** Upstream scales an image down until it costs at most 4,784 tokens (1,568 on older models); the rest frames it. */
const TOKENS_PER_IMAGE = 5_000;

/** Upstream's own prompt for tool use is documented with up to 804 tokens. */
const TOOL_PROMPT_TOKENS = 804;

/** For the instructions that upstream adds to every request, and for structured outputs. */
const FRAME_TOKENS = 512;

/**
 * An upper bound on input tokens: a byte-level tokenizer never makes more tokens than the text has bytes. A PDF can
 * exceed that: its pages are compressed, and each counts as text and image. Only the context window bounds it.
 */
export function inputTokenBound({ textBytes, images, documents, tools, contextTokens }: InputSize): number {
  if (documents > 0) return contextTokens;
  const bound = FRAME_TOKENS + textBytes + images * TOKENS_PER_IMAGE + (tools > 0 ? TOOL_PROMPT_TOKENS : 0);
  return Math.min(bound, contextTokens);
}

/** A rate as exact decimal USD per token: `0.000005`. */
export function toUsdPerToken(rate: PicoUsd): string {
  const digits = rate.toString().padStart(13, '0');
  const fraction = digits.slice(-12).replace(/0+$/, '');
  return `${digits.slice(0, -12)}${fraction && `.${fraction}`}`;
}

/** A rate as exact decimal USD per million tokens, as price lists write it: `5`, `0.08`. */
export const toUsdPerMillion = (rate: PicoUsd): string => toUsd(nanoUsd(rate * PICO_PER_NANO));

const toLine = (bucket: Bucket, tokens: number, rate: PicoUsd): ReceiptLine => ({
  bucket,
  tokens,
  rate,
  amount: picoUsd(BigInt(tokens) * rate),
});

function dearestInput(rates: Rates, cacheTtl: CacheTtl): PicoUsd {
  let dearest = rates.input;
  for (const rate of CACHE_WRITES[cacheTtl].map((bucket) => rates[bucket])) {
    if (rate > dearest) dearest = rate;
  }
  return dearest;
}

const CACHE_WRITES = {
  none: [],
  '5m': ['cacheWrite5m'],
  '1h': ['cacheWrite5m', 'cacheWrite1h'],
} as const satisfies Record<CacheTtl, readonly Bucket[]>;

import { createHash } from 'node:crypto';
import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { Model } from '#lib/models/model.ts';
import { type PromptPart, promptParts } from './prompt.ts';
import { countBlock, countFormat, countTool, FIXED_TOKENS } from './tokens.ts';

/** Cached and written input tokens of one request. */
export interface CacheCounts {
  read: number;
  write5m: number;
  write1h: number;
}

const NOTHING: CacheCounts = { read: 0, write5m: 0, write1h: 0 };
const MINUTE_MS = 60_000;
const TTL_MS = { '5m': 5 * MINUTE_MS, '1h': 60 * MINUTE_MS };

/** The number of parts before a breakpoint that are searched for an older entry. */
const LOOKBACK = 20;
const MAX_ENTRIES = 20_000;

interface Prefix {
  hash: string;
  /** Tokens from the beginning of the prompt to here. */
  tokens: number;
  ttl?: '5m' | '1h';
}

const tokensOf = ({ value, opens }: PromptPart): number =>
  ('input_schema' in value ? countTool(value) : countBlock(value)) + (opens ? FIXED_TOKENS.message : 0);

function hasBreakpoint(request: MessagesRequest, parts: readonly PromptPart[]): boolean {
  return request.cache_control != null || parts.some((part) => part.cacheControl);
}

function prefixesOf(request: MessagesRequest, parts: readonly PromptPart[]): Prefix[] {
  const hash = createHash('sha256').update(JSON.stringify([request.model, request.output_config?.format ?? null]));
  let tokens = countFormat(request);
  return parts.map((part, index) => {
    tokens += tokensOf(part);
    // The position of a breakpoint is no part of the cached prompt.
    hash.update(
      JSON.stringify([part.opens, part.value], (key, value) => (key === 'cache_control' ? undefined : value)),
    );
    const automatic = index === parts.length - 1 ? request.cache_control : undefined;
    const control = part.cacheControl ?? automatic;
    return { hash: hash.copy().digest('base64'), tokens, ttl: control ? (control.ttl ?? '5m') : undefined };
  });
}

/** Prompt prefixes marked with `cache_control`, with upstream's lifetimes. */
export class PromptCache {
  readonly #expiries = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Looks up and stores the marked prefixes of a request. Requests without marks cost nothing here. */
  use(request: MessagesRequest, { abilities }: Model): CacheCounts {
    const parts = promptParts(request);
    if (!hasBreakpoint(request, parts)) return NOTHING;
    const prefixes = prefixesOf(request, parts);
    const points = prefixes.flatMap(({ ttl, tokens }, index) =>
      ttl && tokens >= abilities.minCacheTokens ? [{ ttl, index }] : [],
    );
    const read = Math.max(-1, ...points.map(({ index }) => this.#findHit(prefixes, index)));
    const counts = { ...NOTHING, read: prefixes[read]?.tokens ?? 0 };
    let covered = counts.read;
    for (const { index, ttl } of points) {
      const prefix = prefixes[index];
      if (!prefix) continue;
      this.#store(prefix.hash, TTL_MS[ttl]);
      if (prefix.tokens <= covered) continue;
      counts[ttl === '1h' ? 'write1h' : 'write5m'] += prefix.tokens - covered;
      covered = prefix.tokens;
    }
    return counts;
  }

  /** Index of the longest valid entry that ends at this breakpoint or shortly before it; -1 when there is none. */
  #findHit(prefixes: readonly Prefix[], from: number): number {
    for (let index = from; index >= 0 && from - index < LOOKBACK; index--)
      if ((this.#expiries.get(prefixes[index]?.hash ?? '') ?? 0) > this.#now()) return index;
    return -1;
  }

  #store(hash: string, ttlMs: number): void {
    const expiresAt = Math.max(this.#now() + ttlMs, this.#expiries.get(hash) ?? 0);
    // Deleting first moves the entry to the end of the map, so the oldest one is the first.
    this.#expiries.delete(hash);
    this.#expiries.set(hash, expiresAt);
    if (this.#expiries.size > MAX_ENTRIES) this.#expiries.delete(this.#expiries.keys().next().value ?? '');
  }
}

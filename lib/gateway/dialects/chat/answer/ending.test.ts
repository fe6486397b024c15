import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { accumulate } from '#lib/gateway/messages/accumulate.ts';
import { isRefusedBeforeOutput, usageSoFar } from '#lib/gateway/messages/progress.ts';
import { mergeUsage, NO_USAGE, toBilledTokens, type Usage, usageSchema } from '#lib/gateway/messages/usage.ts';
import { COUNTING, type FixtureName, feed, readEvents } from '../testing/replay.ts';
import { toCompletionUsage } from './ending.ts';

const usage = (fields: Record<string, unknown>): Usage => usageSchema.parse(fields);
const soFar = (name: FixtureName, length?: number) =>
  usageSoFar(feed(readEvents(name).slice(0, length)).progress, COUNTING);

const CACHED = usage({
  input_tokens: 12,
  cache_creation_input_tokens: 1500,
  cache_read_input_tokens: 9000,
  cache_creation: { ephemeral_5m_input_tokens: 500, ephemeral_1h_input_tokens: 1000 },
  output_tokens: 4,
});

describe('billed tokens', () => {
  it('count each token in one bucket only (pitfall 87)', () => {
    expect(toBilledTokens(CACHED)).toEqual({
      input: 12,
      cacheWrite5m: 500,
      cacheWrite1h: 1000,
      cacheRead: 9000,
      output: 4,
    });
  });

  it('exclude tokens read from the cache (pitfall 88)', () => {
    expect(toBilledTokens(usage({ input_tokens: 5, cache_read_input_tokens: 95 }))).toMatchObject({
      input: 5,
      cacheRead: 95,
    });
  });

  it('do not subtract the cache from an input that excludes it (pitfall 89)', () => {
    expect(toBilledTokens(usage({ input_tokens: 5, cache_read_input_tokens: 95 })).input).toBe(5);
  });

  it('count cache writes without a split as 5-minute ones (pitfall 90)', () => {
    expect(toBilledTokens(usage({ cache_creation_input_tokens: 70 }))).toMatchObject({
      cacheWrite5m: 70,
      cacheWrite1h: 0,
    });
    expect(toBilledTokens(usage({ cache_creation: { ephemeral_1h_input_tokens: 7 } }))).toMatchObject({
      cacheWrite5m: 0,
      cacheWrite1h: 7,
    });
  });

  it('sum to the reported total when split and total disagree', () => {
    const split = { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 };
    expect(toBilledTokens(usage({ cache_creation_input_tokens: 50, cache_creation: split }))).toMatchObject({
      cacheWrite5m: 30,
      cacheWrite1h: 20,
    });
    expect(toBilledTokens(usage({ cache_creation_input_tokens: 15, cache_creation: split }))).toMatchObject({
      cacheWrite5m: 0,
      cacheWrite1h: 15,
    });
  });
});

describe('usage in the answer', () => {
  it('has a total that is the sum, cache included (pitfall 91)', () => {
    expect(toCompletionUsage(CACHED)).toMatchObject({
      prompt_tokens: 10_512,
      completion_tokens: 4,
      total_tokens: 10_516,
    });
  });

  it('is all zeros, not absent, when upstream reported nothing', () => {
    expect(toCompletionUsage(NO_USAGE)).toMatchObject({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 });
    expect(toCompletionUsage(NO_USAGE)).not.toHaveProperty('cost');
    expect(toCompletionUsage(NO_USAGE, nanoUsd(7n)).cost).toBe(7n);
  });
});

describe('merged usage', () => {
  it('keeps the cache’s counts and split when a later report leaves them out (pitfall 92)', () => {
    expect(mergeUsage(CACHED, usage({ output_tokens: 50, cache_read_input_tokens: null }))).toMatchObject({
      ...CACHED,
      output_tokens: 50,
    });
    expect(soFar('null-usage').tokens).toMatchObject({ input: 61, cacheRead: 700, output: 4 });
  });

  it('replaces and never adds, because counters are running totals', () => {
    expect(
      mergeUsage(usage({ input_tokens: 43, output_tokens: 1 }), usage({ input_tokens: 61, output_tokens: 9 })),
    ).toMatchObject({ input_tokens: 61, output_tokens: 9 });
  });

  it('is whichever is known when one is missing', () => {
    expect(mergeUsage(null, CACHED)).toBe(CACHED);
    expect(mergeUsage(CACHED, null)).toBe(CACHED);
    expect(mergeUsage(null, undefined)).toBeNull();
  });
});

describe('usage so far', () => {
  it('is upstream’s last count, with thinking separate', () => {
    expect(soFar('thinking')).toMatchObject({
      isEstimated: false,
      isComplete: true,
      reasoningTokens: 21,
      tokens: { input: 31, output: 40 },
    });
  });

  it('of a call that was only begun is neither final nor complete (pitfall 93)', () => {
    expect(soFar('parallel-tools', 7)).toMatchObject({ isEstimated: true, isComplete: false, hasStarted: true });
  });

  it('estimates the output from the produced text when the customer hangs up', () => {
    // `Good morning, Zoë 👋 — how are you?\n`: 27 letters and spaces, 3 signs, ë, an emoji, a dash
    const output = Math.ceil(28 * 0.2 + 3 * 0.25 + 0.45 + 1.8 + 0.9);
    expect(soFar('text', 7)).toMatchObject({ tokens: { input: 31, output }, isEstimated: true });
  });

  it('never estimates below upstream’s own count', () => {
    expect(soFar('text', 1).tokens.output).toBe(1);
  });

  it('is the same whether the customer gets to see the thinking or not', () => {
    const events = readEvents('thinking').slice(0, -2);
    const { output } = usageSoFar(feed(events, { includesReasoning: true }).progress, COUNTING).tokens;
    expect(output).toBeGreaterThan(5);
    expect(usageSoFar(feed(events, { includesReasoning: false }).progress, COUNTING).tokens.output).toBe(output);
  });

  it('estimates the prompt as well when upstream has not reported it', () => {
    const events = readEvents('text').map((event) =>
      event.type === 'message_start' ? { ...event, message: { ...event.message, usage: NO_USAGE } } : event,
    );
    const silent = events.map((event) => (event.type === 'message_delta' ? { ...event, usage: null } : event));
    expect(usageSoFar(feed(silent).progress, COUNTING)).toMatchObject({
      tokens: { input: 1 }, // `Hello`
      isComplete: true,
      isEstimated: true,
      reported: NO_USAGE,
    });
  });

  it('is nothing before upstream answers', () => {
    expect(soFar('text', 0)).toMatchObject({ hasStarted: false, tokens: { input: 0, output: 0 }, reported: null });
  });

  it.each([
    ['refusal-before-output', true],
    ['refusal-midway', false],
    ['text', false],
    ['empty', false],
  ] as const)('knows whether %s was refused before output: %s', (name, expected) => {
    expect(soFar(name).isRefusedBeforeOutput).toBe(expected);
    expect(isRefusedBeforeOutput(accumulate(readEvents(name)))).toBe(expected);
  });
});

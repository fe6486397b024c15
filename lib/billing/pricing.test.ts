import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel } from '#lib/models/find.ts';
import type { Rates } from '#lib/models/model.ts';
import { picoUsd } from './money.ts';
import { BUCKETS, type CacheTtl, costOf, inputTokenBound, maxCost, toUsdPerMillion, toUsdPerToken } from './pricing.ts';
import { NO_TOKENS } from './tokens.ts';

const count = fc.integer({ min: 0, max: 1_000_000_000 });
const anyTokens = fc.record({
  input: count,
  cacheWrite5m: count,
  cacheWrite1h: count,
  cacheRead: count,
  output: count,
});
const anyModel = fc.constantFrom(...CATALOG);

const ratesOf = (id: string): Rates => {
  const model = findModel(id);
  if (!model) throw new Error(`no model ${id}`);
  return model.rates;
};
const OPUS = ratesOf('claude-opus-4-7');
const ODD: Rates = {
  input: picoUsd(1n),
  output: picoUsd(333n),
  cacheWrite5m: picoUsd(2n),
  cacheWrite1h: picoUsd(3n),
  cacheRead: picoUsd(1n),
};

describe('what a request costs', () => {
  it.each([
    ['nothing', 'claude-opus-4-7', {}, 0n],
    ['one token each way', 'claude-opus-4-7', { input: 1, output: 1 }, 30_000n],
    ['a short chat on Haiku 3.5', 'claude-3-5-haiku-latest', { input: 12, output: 34 }, 145_600n],
    ['cached tokens at the cached price', 'claude-sonnet-4-6', { cacheRead: 1_000 }, 300_000n],
    ['cache writes by their lifetime', 'claude-sonnet-4-6', { cacheWrite5m: 100, cacheWrite1h: 100 }, 975_000n],
    ['the cheaper cache reads of Fable 5.1', 'claude-fable-5-1', { cacheRead: 1_000 }, 250_000n],
    [
      'all five together',
      'claude-opus-4-7',
      { input: 10, cacheWrite5m: 20, cacheWrite1h: 30, cacheRead: 40, output: 50 },
      50_000n + 125_000n + 300_000n + 20_000n + 1_250_000n,
    ],
  ])('is exact for %s', (_, id, tokens, nano) => {
    expect(costOf({ ...NO_TOKENS, ...tokens }, ratesOf(id))).toMatchObject({ cost: nano, remainderPico: 0 });
  });

  it('never needs rounding at catalog prices', () => {
    fc.assert(fc.property(anyModel, anyTokens, ({ rates }, tokens) => costOf(tokens, rates).remainderPico === 0));
  });

  it('is the sum of its receipt', () => {
    fc.assert(
      fc.property(anyModel, anyTokens, ({ rates }, tokens) => {
        const { cost, lines } = costOf(tokens, rates);
        expect(lines.map((line) => line.bucket)).toEqual([...BUCKETS]);
        for (const line of lines) expect(line.amount).toBe(BigInt(tokens[line.bucket]) * rates[line.bucket]);
        expect(lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(cost * 1_000n);
      }),
    );
  });

  it('rounds up once, over the whole request', () => {
    // Line by line this would be 1 + 1 nano-dollars.
    expect(costOf({ ...NO_TOKENS, input: 1, output: 1 }, ODD)).toMatchObject({ cost: 1n, remainderPico: 666 });
  });
});

describe('the most a request can cost', () => {
  it.each<[CacheTtl, bigint]>([
    ['none', 5_000_000n],
    ['5m', 6_250_000n],
    ['1h', 10_000_000n],
  ])('counts input at the dearest rate of cache lifetime %s', (cacheTtl, nano) => {
    expect(maxCost({ inputTokenBound: 1_000, maxOutputTokens: 0, rates: OPUS, cacheTtl })).toBe(nano);
  });

  it('covers every distribution of the tokens', () => {
    fc.assert(
      fc.property(anyModel, anyTokens, ({ rates }, tokens) => {
        const inputTokenBound = tokens.input + tokens.cacheWrite5m + tokens.cacheWrite1h + tokens.cacheRead;
        const bound = maxCost({ inputTokenBound, maxOutputTokens: tokens.output, rates, cacheTtl: '1h' });
        expect(costOf(tokens, rates).cost).toBeLessThanOrEqual(bound);
      }),
    );
  });
});

describe('the bound on input tokens', () => {
  const EMPTY = { textBytes: 0, images: 0, documents: 0, tools: 0, contextTokens: 200_000 };

  it('is at least one token for each byte of text', () =>
    expect(inputTokenBound({ ...EMPTY, textBytes: 700 })).toBeGreaterThanOrEqual(700));

  it('covers the largest image whatever its size in bytes', () => {
    const images = inputTokenBound({ ...EMPTY, images: 3 }) - inputTokenBound(EMPTY);
    expect(images).toBeGreaterThanOrEqual(3 * 4_784);
  });

  it('covers a PDF however many pages are packed into it', () =>
    expect(inputTokenBound({ ...EMPTY, documents: 1 })).toBe(200_000));

  it('adds the tool prompt once, however many tools', () => {
    const withTools = (tools: number) => inputTokenBound({ ...EMPTY, tools });
    expect(withTools(1) - withTools(0)).toBeGreaterThanOrEqual(804);
    expect(withTools(9)).toBe(withTools(1));
  });

  it('never exceeds the context window', () =>
    expect(inputTokenBound({ ...EMPTY, textBytes: 900_000, images: 9 })).toBe(200_000));
});

describe('rates as text', () => {
  it.each([
    [5_000_000n, '0.000005', '5'],
    [80_000n, '0.00000008', '0.08'],
    [1n, '0.000000000001', '0.000001'],
    [0n, '0', '0'],
    [1_500_000_000_000n, '1.5', '1500000'],
  ])('writes %s pico-USD exactly', (pico, perToken, perMillion) => {
    expect(toUsdPerToken(picoUsd(pico))).toBe(perToken);
    expect(toUsdPerMillion(picoUsd(pico))).toBe(perMillion);
  });
});

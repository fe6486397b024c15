import { describe, expect, it } from 'vitest';
import { toUsdPerMillion } from '#lib/billing/pricing.ts';
import { rates } from './catalog/generations.ts';
import { CATALOG } from './catalog.ts';
import { findModel } from './find.ts';

/** As promised to customers: USD per million tokens in and out. */
const PROMISED = [
  ['anthropic/claude-opus-4-7', '5', '25'],
  ['anthropic/claude-opus-4-6', '5', '25'],
  ['anthropic/claude-sonnet-4-6', '3', '15'],
  ['anthropic/claude-haiku-4-5', '1', '5'],
  ['anthropic/claude-sonnet-4-5', '3', '15'],
  ['anthropic/claude-opus-4-5', '5', '25'],
  ['anthropic/claude-4-sonnet', '3', '15'],
  ['anthropic/claude-4-opus', '15', '75'],
  ['anthropic/claude-3-5-sonnet-latest', '3', '15'],
  ['anthropic/claude-3-5-haiku-latest', '0.8', '4'],
] as const;

const price = ({ rates: { input, output, cacheWrite5m, cacheWrite1h, cacheRead } }: (typeof CATALOG)[number]) =>
  [input, cacheWrite5m, cacheWrite1h, cacheRead, output].map(toUsdPerMillion).join(' / ');

describe('prices', () => {
  it.each(PROMISED)('are as promised for %s: $%s in, $%s out', (id, inputUsd, outputUsd) => {
    const model = findModel(id);
    expect(model && [toUsdPerMillion(model.rates.input), toUsdPerMillion(model.rates.output)]).toEqual([
      inputUsd,
      outputUsd,
    ]);
  });

  it('change in plain sight (USD per million: input / write 5m / write 1h / read / output)', () => {
    expect(Object.fromEntries(CATALOG.map((model) => [model.id, price(model)]))).toMatchInlineSnapshot(`
      {
        "claude-3-5-haiku-latest": "0.8 / 1 / 1.6 / 0.08 / 4",
        "claude-3-5-sonnet-latest": "3 / 3.75 / 6 / 0.3 / 15",
        "claude-4-opus": "15 / 18.75 / 30 / 1.5 / 75",
        "claude-4-sonnet": "3 / 3.75 / 6 / 0.3 / 15",
        "claude-fable-5": "10 / 12.5 / 20 / 1 / 50",
        "claude-fable-5-1": "10 / 12.5 / 20 / 0.25 / 50",
        "claude-haiku-4-5": "1 / 1.25 / 2 / 0.1 / 5",
        "claude-opus-4-5": "5 / 6.25 / 10 / 0.5 / 25",
        "claude-opus-4-6": "5 / 6.25 / 10 / 0.5 / 25",
        "claude-opus-4-7": "5 / 6.25 / 10 / 0.5 / 25",
        "claude-opus-4-8": "5 / 6.25 / 10 / 0.5 / 25",
        "claude-opus-5": "5 / 6.25 / 10 / 0.5 / 25",
        "claude-opus-5-5": "4 / 5 / 8 / 0.2 / 20",
        "claude-sonnet-4-5": "3 / 3.75 / 6 / 0.3 / 15",
        "claude-sonnet-4-6": "3 / 3.75 / 6 / 0.3 / 15",
        "claude-sonnet-5": "2 / 2.5 / 4 / 0.2 / 10",
        "claude-sonnet-5-5": "2 / 2.5 / 4 / 0.1 / 10",
      }
    `);
  });

  it('that pico-USD cannot hold exactly are refused', () => {
    expect(() => rates({ inputUsd: '0.000001', outputUsd: '1' })).toThrow('whole number of pico-USD');
    expect(() => rates({ inputUsd: '$5', outputUsd: '1' })).toThrow('Not a price');
  });
});

describe('names', () => {
  it('belong to one model each', () => {
    const names = CATALOG.flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(names).toEqual([...new Set(names)]);
  });

  it('find their model, also as upstream writes them', () => {
    for (const model of CATALOG) {
      for (const name of [model.id, ...model.aliases, model.upstreamIds.anthropic]) expect(findModel(name)).toBe(model);
    }
  });
});

describe('the data', () => {
  it('leads every retiring model to a successor that is sold', () => {
    for (const { lifecycle } of CATALOG.filter((model) => model.lifecycle.retiresOn)) {
      expect(lifecycle.successor && CATALOG.some(({ id }) => id === lifecycle.successor)).toBe(true);
    }
  });

  it('leads no chain of successors back to where it began', () => {
    for (const model of CATALOG) {
      const seen = new Set<string>();
      for (let id: string | undefined = model.id; id; id = findModel(id)?.lifecycle.successor) {
        expect(seen).not.toContain(id);
        seen.add(id);
      }
    }
  });

  it('has real dates in order: released, deprecated, retired', () => {
    for (const { releasedOn, lifecycle } of CATALOG) {
      const dates = [releasedOn, lifecycle.deprecatedOn, lifecycle.retiresOn].filter((date) => date !== undefined);
      for (const date of dates) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
      expect(dates.toSorted()).toEqual(dates);
    }
  });

  it('keeps an answer shorter than the context it must fit in', () => {
    for (const model of CATALOG) expect(model.maxOutputTokens).toBeLessThan(model.contextTokens);
  });
});

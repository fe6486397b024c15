import { describe, expect, it } from 'vitest';
import { WORKLOAD_PRESETS, type Workload } from '#lib/billing/workload.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel } from '#lib/models/find.ts';
import { PARAMETERS, treatmentOf } from '#lib/models/parameters.ts';
import { compareTables, readPair, workloadCosts } from './comparison.ts';
import { modelParameterTable } from './tables/compatibility.ts';
import { modelPrices } from './tables/model-facts.ts';

const now = new Date('2026-11-22');
const pair = (query: string) => readPair(new URLSearchParams(query), now).map(({ id }) => id);

describe('two models side by side', () => {
  it('differ in a parameter exactly where the translator treats it differently', async () => {
    for (const [first, second] of CATALOG.slice(1).map((model, index) => [CATALOG[index] ?? model, model] as const)) {
      const rows = compareTables(await modelParameterTable('en', first), await modelParameterTable('en', second));
      expect(rows).toHaveLength(PARAMETERS.length);
      expect(rows.map(({ isDifferent }) => isDifferent)).toEqual(
        PARAMETERS.map(
          ({ name }) => JSON.stringify(treatmentOf(name, first)) !== JSON.stringify(treatmentOf(name, second)),
        ),
      );
    }
  });

  it('are equal to themselves in everything', async () => {
    for (const model of CATALOG) {
      const rows = compareTables(await modelPrices('en', model), await modelPrices('en', model));
      expect(rows.filter(({ isDifferent }) => isDifferent)).toEqual([]);
    }
  });

  it('keep rows of only one of them', () => {
    const table = (...rows: string[][]) => ({ caption: '', columns: [], rows });
    expect(compareTables(table(['a', '1']), table(['b', '2']))).toEqual([
      { name: 'a', cells: ['1', '–'], isDifferent: true },
      { name: 'b', cells: ['–', '2'], isDifferent: true },
    ]);
  });
});

describe('the cost beside each model', () => {
  const costs = async (id: string, workload: Partial<Workload>) => {
    const model = findModel(id);
    if (!model) throw new Error(`no model ${id}`);
    return (await workloadCosts('en', model, { ...WORKLOAD_PRESETS.chat, ...workload })).rows.map(([, cell]) => cell);
  };

  it('is that of a request, a day and thirty days', async () =>
    expect(await costs('claude-sonnet-4-6', { prompt: 1_000, output: 100, requestsPerDay: 10 })).toEqual([
      '$0.0045',
      '$0.045',
      '$1.35',
    ]));

  it('is absent for a model that cannot run it, with the reason', async () =>
    expect(await costs('claude-haiku-4-5', { prompt: 300_000 })).toEqual([
      '–',
      '–',
      '–',
      'Takes at most 200,000 tokens, in and out together.',
    ]));
});

describe('the pair in an address', () => {
  it('may be written by any name, retired ones too', () =>
    expect(pair('a=anthropic/claude-opus-4.7&b=claude-3-5-sonnet')).toEqual([
      'claude-opus-4-7',
      'claude-3-5-sonnet-latest',
    ]));

  it.each(['', 'a=gpt-4&b=nothing', 'a=claude-opus-5-5&b=claude-opus-5.5', 'a=claude-sonnet-4-6', 'b=claude-opus-5-5'])(
    'is two different models for %j',
    (query) => {
      const [first, second] = pair(query);
      expect(first).not.toBe(second);
    },
  );
});

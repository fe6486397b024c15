import { describe, expect, it } from 'vitest';
import { WORKLOAD_PRESETS, type Workload } from '#lib/billing/workload.ts';
import { CATALOG } from './catalog.ts';
import { obstacleOf, rankByCost, toPricedModel } from './cost-ranking.ts';
import { findModel } from './find.ts';

const models = CATALOG.map(toPricedModel);
const priced = (id: string) => {
  const model = findModel(id);
  if (!model) throw new Error(`no model ${id}`);
  return toPricedModel(model);
};
const NOTHING: Workload = { prompt: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, requestsPerDay: 0 };

describe('models by cost', () => {
  it.each(Object.entries(WORKLOAD_PRESETS))('go from the cheapest to the dearest for %s', (_, workload) => {
    const able = rankByCost(models, workload).filter(({ obstacle }) => obstacle === null);
    const costs = able.map(({ cost }) => cost.request.cost);
    expect(able.length).toBeGreaterThan(10);
    expect(costs).toEqual(costs.toSorted((a, b) => Number(a - b)));
  });

  it('rank models that cannot do it last, however cheap', () => {
    const order = rankByCost(models, { ...NOTHING, prompt: 300_000 }).map(({ obstacle }) => obstacle?.kind ?? null);
    expect(order).toEqual(order.toSorted((a, b) => Number(a !== null) - Number(b !== null)));
    expect(order.at(-1)).toBe('context');
  });

  it('are all there, once', () =>
    expect(rankByCost(models, NOTHING).map(({ model }) => model.id)).toEqual(CATALOG.map(({ id }) => id)));
});

describe('the obstacle', () => {
  const haiku = priced('claude-haiku-4-5'); // 200,000 tokens in all, 64,000 out, cached from 4,096 on

  it.each([
    [{ prompt: 136_000, output: 64_000 }, null],
    [
      { prompt: 136_001, output: 64_000 },
      { kind: 'context', tokens: 200_000 },
    ],
    [
      { prompt: 1, output: 64_001 },
      { kind: 'output', tokens: 64_000 },
    ],
    [{ prompt: 5_000, cacheRead: 4_096 }, null],
    [
      { prompt: 5_000, cacheRead: 4_095 },
      { kind: 'cache', tokens: 4_096 },
    ],
    [{ prompt: 5_000, cacheRead: 4_000, cacheWrite5m: 96 }, null],
  ])('of %o on Haiku 4.5 is %o', (workload, obstacle) =>
    expect(obstacleOf(haiku, { ...NOTHING, ...workload })).toEqual(obstacle),
  );
});

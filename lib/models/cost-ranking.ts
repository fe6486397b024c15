import { cachedTokensOf, costOfWorkload, type Workload, type WorkloadCost } from '#lib/billing/workload.ts';
import { toApiId } from './find.ts';
import type { Model, Rates, Tier } from './model.ts';

/** A model for the calculator: plain data that may be sent to a browser. */
export interface PricedModel {
  id: string;
  apiId: string;
  name: string;
  tier: Tier;
  rates: Rates;
  contextTokens: number;
  maxOutputTokens: number;
  minCacheTokens: number;
  deprecatedOn: string | null;
  retiresOn: string | null;
}

export const toPricedModel = (model: Model): PricedModel => ({
  id: model.id,
  apiId: toApiId(model),
  name: model.name,
  tier: model.tier,
  rates: model.rates,
  contextTokens: model.contextTokens,
  maxOutputTokens: model.maxOutputTokens,
  minCacheTokens: model.abilities.minCacheTokens,
  deprecatedOn: model.lifecycle.deprecatedOn ?? null,
  retiresOn: model.lifecycle.retiresOn ?? null,
});

/**
 * The reason why a model cannot do a workload, or not at this cost: its context or its output is too short, or it
 * caches only longer prompts.
 */
export type Obstacle = { kind: 'context' | 'output' | 'cache'; tokens: number };

/** Whether a model cannot do it at all, and so has no cost for it. */
export const isBarred = (obstacle: Obstacle | null): boolean => obstacle !== null && obstacle.kind !== 'cache';

export interface RankedModel<M> {
  model: M;
  cost: WorkloadCost;
  obstacle: Obstacle | null;
}

/** The cheapest first, then those with an obstacle. Equal costs keep the order they came in. */
export function rankByCost<M extends PricedModel>(models: readonly M[], workload: Workload): RankedModel<M>[] {
  return models
    .map((model) => ({ model, cost: costOfWorkload(workload, model.rates), obstacle: obstacleOf(model, workload) }))
    .sort((a, b) => Number(a.obstacle !== null) - Number(b.obstacle !== null) || compare(a.cost, b.cost));
}

const compare = (a: WorkloadCost, b: WorkloadCost): number => Number(a.request.cost - b.request.cost);

export function obstacleOf(model: PricedModel, workload: Workload): Obstacle | null {
  const { contextTokens, maxOutputTokens, minCacheTokens } = model;
  if (workload.prompt + workload.output > contextTokens) return { kind: 'context', tokens: contextTokens };
  if (workload.output > maxOutputTokens) return { kind: 'output', tokens: maxOutputTokens };
  const cached = cachedTokensOf(workload);
  return cached > 0 && cached < minCacheTokens ? { kind: 'cache', tokens: minCacheTokens } : null;
}

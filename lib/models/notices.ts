import { findModel } from './find.ts';
import { lifecycleOf } from './lifecycle.ts';
import type { Model } from './model.ts';

/** A model in any spelling, and a key that requests it or is restricted to it. */
export interface ModelUse {
  keyId: string;
  model: string;
}

/** A deprecated or retired model, for the owners of affected keys. */
export interface RetirementNotice {
  model: Pick<Model, 'id' | 'name' | 'tier'>;
  status: 'deprecated' | 'retired';
  /** ISO date, UTC; null when no date is announced. */
  retiresOn: string | null;
  /** The first model in the chain of successors that is not retired. */
  successor: Pick<Model, 'id' | 'name'> | null;
  keyIds: string[];
}

/** One notice per model, the most urgent first. */
export function retirementNotices(uses: readonly ModelUse[], now: Date): RetirementNotice[] {
  const byModel = Map.groupBy(uses, ({ model }) => findModel(model));
  return [...byModel]
    .flatMap(([model, own]) => (model ? toNotice(model, own, now) : []))
    .sort((a, b) => ((a.retiresOn ?? '9') < (b.retiresOn ?? '9') ? -1 : 1));
}

function toNotice(model: Model, uses: readonly ModelUse[], now: Date): RetirementNotice[] {
  const { status, retiresOn } = lifecycleOf(model, now);
  if (status === 'active') return [];
  const successor = successorOf(model, now);
  return [
    {
      model: { id: model.id, name: model.name, tier: model.tier },
      status,
      retiresOn,
      successor: successor && { id: successor.id, name: successor.name },
      keyIds: [...new Set(uses.map(({ keyId }) => keyId))],
    },
  ];
}

function successorOf(model: Model, now: Date): Model | null {
  const { successor } = lifecycleOf(model, now);
  const next = successor === null ? null : findModel(successor);
  return next && lifecycleOf(next, now).status === 'retired' ? successorOf(next, now) : next;
}

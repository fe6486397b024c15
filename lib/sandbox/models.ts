import { CATALOG } from '#lib/models/catalog.ts';
import type { Model } from '#lib/models/model.ts';
import { ApiError } from './errors.ts';

/** Every model of the catalog by its wire id, also those upstream has retired: test keys may still want them. */
export const WIRE_MODELS: ReadonlyMap<string, Model> = new Map(
  CATALOG.map((model) => [model.upstreamIds.anthropic, model]),
);

/** Only wire ids are known here, so a customer's id that reached upstream untranslated fails as it would there. */
export function findWireModel(id: string): Model {
  const model = WIRE_MODELS.get(id);
  if (!model) throw new ApiError('not_found', `model: ${id}`);
  return model;
}

import type { LifecycleStatus } from '#lib/models/model.ts';
import type { ModelRow } from './model-rows.ts';

/** A model's state on the reader's day: a prerendered page is older than that. `now` in milliseconds. */
export function statusOf(
  { deprecatedOn, retiresOn }: Pick<ModelRow, 'deprecatedOn' | 'retiresOn'>,
  now: number,
): LifecycleStatus {
  if (retiresOn && Date.parse(retiresOn) <= now) return 'retired';
  return deprecatedOn && Date.parse(deprecatedOn) <= now ? 'deprecated' : 'active';
}

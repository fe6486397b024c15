import type { LifecycleStatus } from '#lib/models/model.ts';
import type { ModelRow } from './model-rows.ts';

/** A model's status on the reader's day, because a prerendered page may be older. `now` in milliseconds. */
export function statusOf(
  { deprecatedOn, retiresOn }: Pick<ModelRow, 'deprecatedOn' | 'retiresOn'>,
  now: number,
): LifecycleStatus {
  if (retiresOn && Date.parse(retiresOn) <= now) return 'retired';
  return deprecatedOn && Date.parse(deprecatedOn) <= now ? 'deprecated' : 'active';
}

import { createHash } from 'node:crypto';
import type { Model } from '#lib/models/model.ts';
import { BUCKETS } from './pricing.ts';

const knownIds = new WeakMap<object, string>();

/** The permanent id of a price, `<model>@<hash of its five rates>`: other rates give another id. */
export function priceId(model: Pick<Model, 'id' | 'rates'>): string {
  const id = knownIds.get(model) ?? toPriceId(model);
  knownIds.set(model, id);
  return id;
}

function toPriceId({ id, rates }: Pick<Model, 'id' | 'rates'>): string {
  const text = BUCKETS.map((bucket) => `${bucket}=${rates[bucket]}`).join(' ');
  return `${id}@${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}

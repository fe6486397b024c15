import { CATALOG } from './catalog.ts';
import { findModel } from './find.ts';
import type { Model, PriceChange, Rates } from './model.ts';

const changed = new WeakMap<Model, Model>();

/** The model at the price that applies at `now`. A change counts from its very moment; requests keep the price they started at. */
export function pricedAt(model: Model, now: Date): Model {
  const { priceChange } = model;
  return priceChange && Date.parse(priceChange.validFrom) <= now.getTime() ? withNextPrice(model, priceChange) : model;
}

/** Always the same object, by which its price's id is found again. */
function withNextPrice(model: Model, { rates }: PriceChange): Model {
  const known = changed.get(model) ?? { ...model, rates };
  changed.set(model, known);
  return known;
}

/** The rates of a model by any of its names; null for one that does not exist. */
export function ratesOf(name: string, now: Date): Rates | null {
  const model = findModel(name);
  return model && pricedAt(model, now).rates;
}

/** A price that is announced and does not apply yet. */
export interface AnnouncedPrice {
  /** At today's price. */
  model: Model;
  /** At the announced one. */
  next: Model;
  validFrom: Date;
}

/** What has been announced, the earliest first. */
export const announcedPrices = (now: Date, models: readonly Model[] = CATALOG): AnnouncedPrice[] =>
  models
    .flatMap((model) =>
      model.priceChange && pricedAt(model, now) === model
        ? [{ model, next: withNextPrice(model, model.priceChange), validFrom: new Date(model.priceChange.validFrom) }]
        : [],
    )
    .sort((one, other) => one.validFrom.getTime() - other.validFrom.getTime());

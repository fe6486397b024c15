import { CATALOG } from './catalog.ts';
import { findModel } from './find.ts';
import type { Model, PriceChange, Rates } from './model.ts';

const changed = new WeakMap<Model, Model>();

/** The model at its price at `now`. A change applies from its first moment; a request keeps the price of its start. */
export function pricedAt(model: Model, now: Date): Model {
  const { priceChange } = model;
  return priceChange && Date.parse(priceChange.validFrom) <= now.getTime() ? withNextPrice(model, priceChange) : model;
}

/** Returns the same object each time, because the id of its price is looked up by identity. */
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
  /** The model at its current price. */
  model: Model;
  /** The model at the announced price. */
  next: Model;
  validFrom: Date;
}

/** Announced prices, the earliest first. */
export const announcedPrices = (now: Date, models: readonly Model[] = CATALOG): AnnouncedPrice[] =>
  models
    .flatMap((model) =>
      model.priceChange && pricedAt(model, now) === model
        ? [{ model, next: withNextPrice(model, model.priceChange), validFrom: new Date(model.priceChange.validFrom) }]
        : [],
    )
    .sort((one, other) => one.validFrom.getTime() - other.validFrom.getTime());

import { CATALOG } from './catalog.ts';
import type { Model } from './model.ts';

const VENDOR = 'anthropic/';
const LONGEST_NAME = 64;

const BY_NAME: ReadonlyMap<string, Model> = new Map(
  CATALOG.flatMap((model) => namesOf(model).map((name) => [name, model])),
);

/** The model's id on the API: `anthropic/claude-opus-4-7`. */
export const toApiId = (model: Model): string => `${VENDOR}${model.id}`;

/** Finds a model by id or alias, with or without `anthropic/`, with dots or dashes in its version. Case matters. */
export const findModel = (requested: string): Model | null =>
  BY_NAME.get(shortName(requested).replaceAll('.', '-')) ?? null;

/** Up to three API ids similar to the requested one, nearest first. */
export function nearestModels(requested: string, candidates: readonly Model[] = CATALOG): string[] {
  const name = shortName(requested).slice(0, LONGEST_NAME).toLowerCase().replaceAll('.', '-');
  return candidates
    .map((model) => ({ id: toApiId(model), distance: distanceTo(model, name) }))
    .filter(({ distance }) => distance <= name.length / 2)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ id }) => id);
}

function shortName(requested: string): string {
  const name = requested.trim();
  return name.startsWith(VENDOR) ? name.slice(VENDOR.length) : name;
}

function namesOf(model: Model): string[] {
  return [model.id, ...model.aliases];
}

const distanceTo = (model: Model, name: string): number =>
  Math.min(...namesOf(model).map((known) => editDistance(known, name)));

/** Levenshtein distance: the number of letters to add, remove or replace to turn one word into the other. */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (let column = 0; column < to.length; column++) {
      const replaced = at(previous, column) + (to[column] === letter ? 0 : 1);
      current.push(Math.min(replaced, at(previous, column + 1) + 1, at(current, column) + 1));
    }
    previous = current;
  }
  return at(previous, to.length);
}

const at = (row: number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;

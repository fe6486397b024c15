import type { Tone } from '#components/charts/tone.ts';
import type { Outcome } from '#lib/db/generated/enums.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel } from '#lib/models/find.ts';

export const OUTCOME_TONES: Record<Outcome, Tone> = {
  completed: 'accent',
  client_aborted: 'chart-other',
  refused: 'warning',
  failed: 'danger',
};

const TINTS = [1, 2, 3, 4] as const;

/**
 * The colour of a model, the same in every chart: one of four tints of its tier. Tints are assigned in turn from the
 * tier's oldest model, so a new model changes none, and adjacent models differ clearly.
 */
export function modelTone(id: string): Tone {
  const model = findModel(id);
  if (!model) return 'chart-other';
  const ofTier = CATALOG.filter(({ tier }) => tier === model.tier).reverse();
  return `tier-${model.tier}-${TINTS[ofTier.indexOf(model) % TINTS.length] ?? 1}`;
}

const GROUP_TONES = [1, 2, 3, 4, 5, 6, 7] as const;

/**
 * Colours of keys, members and tags. An id's hash selects the colour, or the next free one. The order by size has no
 * influence, so colours stay when that order changes.
 */
export function groupTones(ids: readonly string[]): Map<string, Tone> {
  const taken = new Set<number>();
  const tones = new Map<string, Tone>();
  for (const id of ids.toSorted()) {
    const wanted = hash(id) % GROUP_TONES.length;
    const places = GROUP_TONES.map((_, step) => (wanted + step) % GROUP_TONES.length);
    const place = places.find((one) => !taken.has(one)) ?? wanted;
    taken.add(place);
    tones.set(id, `chart-${GROUP_TONES[place] ?? 1}`);
  }
  return tones;
}

/** FNV-1a: ids that differ in one character get different hashes. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

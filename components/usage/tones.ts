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
 * The colour of a model, the same in every chart: its tier's, in one of four tints. They go round from the oldest model of the
 * tier, so that a new one changes none, and neighbours are far from each other.
 */
export function modelTone(id: string): Tone {
  const model = findModel(id);
  if (!model) return 'chart-other';
  const ofTier = CATALOG.filter(({ tier }) => tier === model.tier).reverse();
  return `tier-${model.tier}-${TINTS[ofTier.indexOf(model) % TINTS.length] ?? 1}`;
}

const GROUP_TONES = [1, 2, 3, 4, 5, 6, 7] as const;

/**
 * Colours of keys, members, tags: each has one that its id asks for, or the next that is free. Who is largest today decides
 * nothing, so colours stay when the order changes.
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

/** FNV-1a, which spreads ids that differ in one character. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

import type { Tier } from '#lib/models/model.ts';

/** The name says the tier; the colour repeats it, the same as in every chart. */
export const TIER_DOTS = {
  opus: 'bg-tier-opus',
  sonnet: 'bg-tier-sonnet',
  haiku: 'bg-tier-haiku',
  fable: 'bg-tier-fable',
} as const satisfies Record<Tier, string>;

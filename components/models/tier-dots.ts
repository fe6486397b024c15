import type { Tier } from '#lib/models/model.ts';

/** Colours of the tiers, the same as in the charts. The name already says the tier. */
export const TIER_DOTS = {
  opus: 'bg-tier-opus',
  sonnet: 'bg-tier-sonnet',
  haiku: 'bg-tier-haiku',
  fable: 'bg-tier-fable',
} as const satisfies Record<Tier, string>;

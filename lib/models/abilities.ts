import type { Abilities, Model } from './model.ts';

/** The abilities people choose a model by. */
const ABILITIES = {
  images: ({ vision }) => vision,
  pdf: ({ pdf }) => pdf,
  thinking: ({ thinking }) => thinking !== 'none',
  structured: ({ structuredOutputs }) => structuredOutputs,
  temperature: ({ sampling }) => sampling !== 'none',
  prefill: ({ prefill }) => prefill,
} satisfies Record<string, (abilities: Abilities) => boolean>;

export type Ability = keyof typeof ABILITIES;

export const ABILITY_NAMES = Object.keys(ABILITIES) as Ability[];

export const isAbleTo = (ability: Ability, model: Model): boolean => ABILITIES[ability](model.abilities);

export const abilitiesOf = (model: Model): Ability[] => ABILITY_NAMES.filter((ability) => isAbleTo(ability, model));

import type { PicoUsd } from '#lib/billing/money.ts';

/** The five rates of a model, in pico-USD per token. */
export interface Rates {
  input: PicoUsd;
  output: PicoUsd;
  cacheWrite5m: PicoUsd;
  cacheWrite1h: PicoUsd;
  cacheRead: PicoUsd;
}

export type Tier = 'opus' | 'sonnet' | 'haiku' | 'fable';
export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** Sampling parameters that upstream accepts: none, temperature or top_p but not both, or both together. */
type Sampling = 'none' | 'either' | 'both';

/**
 * Thinking modes of a model.
 * - `none`: no thinking.
 * - `manual`: `{type: 'enabled', budget_tokens}`.
 * - `adaptive`: `{type: 'adaptive'}` with an effort, off by default.
 * - `adaptive-default`: on unless `{type: 'disabled'}` is sent.
 * - `between-tools`: on by default; `{type: 'between_tools'}` is the least it accepts.
 * - `always`: cannot be switched off.
 */
export type Thinking = 'none' | 'manual' | 'adaptive' | 'adaptive-default' | 'between-tools' | 'always';

/** Abilities of a model. The translator, the docs' matrix and the playground all read this. */
export interface Abilities {
  vision: boolean;
  pdf: boolean;
  sampling: Sampling;
  topK: boolean;
  thinking: Thinking;
  /** Accepted `output_config.effort` levels; empty when the field is refused. */
  efforts: readonly Effort[];
  structuredOutputs: boolean;
  /** `not-with-thinking`: a forced call switches thinking off for that request. */
  forcedToolChoice: 'yes' | 'not-with-thinking' | 'no';
  /** Whether a conversation may end with an assistant message to be continued. */
  prefill: boolean;
  /** Whether role `system` is accepted between other messages. */
  midConversationSystem: boolean;
  /** A prompt shorter than this is not cached. */
  minCacheTokens: number;
  /** The most English letters per token; newer tokenizers make more tokens. For estimates of missing counts. */
  lettersPerToken: 4 | 5;
}

interface Lifecycle {
  /** ISO dates (UTC). `retiresOn` may lie ahead; a model whose date has passed is retired. */
  deprecatedOn?: string;
  retiresOn?: string;
  /** Catalog id of the model to move to. */
  successor?: string;
}

/** The announced next price of a model. It may be removed once `rates` has the same values, at any later time. */
export interface PriceChange {
  /** The first moment at which requests start at this price: `2027-01-01T00:00:00.000Z`. */
  validFrom: string;
  rates: Rates;
}

export type LifecycleStatus = 'active' | 'deprecated' | 'retired';

export interface Model {
  /** Catalog id without vendor: `claude-opus-4-7`. The API's id is `anthropic/<id>`. */
  id: string;
  name: string;
  tier: Tier;
  releasedOn: string;
  /** Upstream's id, by provider. */
  upstreamIds: { anthropic: string; bedrock?: string; vertex?: string };
  /** Other accepted spellings, without the `anthropic/` prefix. */
  aliases: readonly string[];
  rates: Rates;
  priceChange?: PriceChange;
  contextTokens: number;
  maxOutputTokens: number;
  abilities: Abilities;
  lifecycle: Lifecycle;
}

/** Abilities by which people choose a model. */
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

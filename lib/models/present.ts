import { toUsdPerToken } from '#lib/billing/pricing.ts';
import { findModel, toApiId } from './find.ts';
import { lifecycleOf } from './lifecycle.ts';
import type { Abilities, Model } from './model.ts';
import { supportedParameters } from './parameters.ts';
import { pricedAt } from './price-change.ts';

/** A model with the fields that OpenAI's, Anthropic's and OpenRouter's clients expect. */
export function toApiModel(model: Model, now: Date) {
  const id = toApiId(model);
  const released = new Date(model.releasedOn);
  return {
    id,
    object: 'model' as const,
    type: 'model' as const,
    created: released.getTime() / 1_000,
    created_at: released.toISOString(),
    owned_by: 'anthropic',
    display_name: model.name,
    name: model.name,
    canonical_slug: id,
    context_length: model.contextTokens,
    max_output_tokens: model.maxOutputTokens,
    architecture: toArchitecture(model.abilities),
    pricing: toPricing(pricedAt(model, now)),
    top_provider: {
      context_length: model.contextTokens,
      max_completion_tokens: model.maxOutputTokens,
      is_moderated: false,
    },
    supported_parameters: supportedParameters(model),
    lifecycle: toLifecycle(model, now),
    ...(model.lifecycle.retiresOn && { shutdown_date: model.lifecycle.retiresOn }),
    abilities: toAbilities(model.abilities),
  };
}

/** The whole catalog in one page. */
export function toApiModelList(models: readonly Model[], now: Date) {
  const data = models.map((model) => toApiModel(model, now));
  return {
    object: 'list' as const,
    data,
    has_more: false,
    first_id: data.at(0)?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
}

function toArchitecture({ vision, pdf }: Abilities) {
  return {
    input_modalities: ['text', ...(vision ? ['image'] : []), ...(pdf ? ['file'] : [])],
    output_modalities: ['text'],
    tokenizer: 'Claude',
  };
}

/** Strings of USD per token, as OpenRouter's clients expect: a JSON number would lose the exactness we sell. */
function toPricing({ rates }: Model) {
  return {
    prompt: toUsdPerToken(rates.input),
    completion: toUsdPerToken(rates.output),
    input_cache_read: toUsdPerToken(rates.cacheRead),
    input_cache_write: toUsdPerToken(rates.cacheWrite5m),
    input_cache_write_1h: toUsdPerToken(rates.cacheWrite1h),
  };
}

function toLifecycle(model: Model, now: Date) {
  const { status, deprecatedOn, retiresOn, successor } = lifecycleOf(model, now);
  const next = successor === null ? null : findModel(successor);
  return { status, deprecated_on: deprecatedOn, retires_on: retiresOn, successor: next && toApiId(next) };
}

const toAbilities = (abilities: Abilities) => ({
  vision: abilities.vision,
  pdf: abilities.pdf,
  sampling: abilities.sampling,
  top_k: abilities.topK,
  thinking: abilities.thinking,
  efforts: abilities.efforts,
  structured_outputs: abilities.structuredOutputs,
  forced_tool_choice: abilities.forcedToolChoice,
  prefill: abilities.prefill,
  mid_conversation_system: abilities.midConversationSystem,
  min_cache_tokens: abilities.minCacheTokens,
});

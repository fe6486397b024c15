import type { Abilities, Model } from './model.ts';
import type { ParameterReason } from './parameter-reasons.ts';

/**
 * The treatment of a parameter.
 * - `accepted`: has its documented effect, under its own name.
 * - `mapped`: has its documented effect as far as possible, in another form.
 * - `dropped`: this model refuses it, so it is left out, and reported.
 * - `ignored`: no model has an equivalent.
 * - `refused`: 400, because ignoring it would answer another question.
 */
export type Treatment = 'accepted' | 'mapped' | 'dropped' | 'ignored' | 'refused';

export interface ParameterRuling {
  treatment: Treatment;
  reason: ParameterReason | null;
}

type Rule = (abilities: Abilities) => ParameterRuling;

const ruling = (treatment: Treatment, reason: ParameterReason | null = null): ParameterRuling => ({
  treatment,
  reason,
});
const always =
  (treatment: Treatment, reason?: ParameterReason): Rule =>
  () =>
    ruling(treatment, reason);

const THINKING: Record<Abilities['thinking'], ParameterRuling> = {
  none: ruling('dropped', 'no_thinking'),
  manual: ruling('mapped', 'effort_to_budget'),
  adaptive: ruling('mapped', 'effort_to_adaptive'),
  'adaptive-default': ruling('mapped', 'effort_to_adaptive'),
  'between-tools': ruling('mapped', 'effort_never_off'),
  always: ruling('mapped', 'effort_never_off'),
};

const TOP_P: Record<Abilities['sampling'], ParameterRuling> = {
  none: ruling('dropped', 'sampling_unsupported'),
  either: ruling('accepted', 'top_p_yields'),
  both: ruling('accepted', 'top_p_not_thinking'),
};

const FORCED_CALL: Record<Abilities['forcedToolChoice'], ParameterRuling> = {
  yes: ruling('mapped', 'forced_call'),
  'not-with-thinking': ruling('mapped', 'forced_call_ends_thinking'),
  no: ruling('mapped', 'forced_call_asked_for'),
};

/** Treatments by parameter and model; the only such table for translator, docs and playground. */
const RULES = {
  model: always('accepted'),
  messages: always('mapped'),
  'messages.image_url': ({ vision }) => (vision ? ruling('mapped') : ruling('refused', 'no_vision')),
  'messages.file': ({ pdf }) => (pdf ? ruling('mapped') : ruling('refused', 'no_pdf')),
  'messages.input_audio': always('refused', 'no_audio'),
  'messages.name': always('ignored', 'no_equivalent'),
  'messages.prefill': ({ prefill }) =>
    prefill ? ruling('accepted', 'prefill_continued') : ruling('mapped', 'prefill_unsupported'),
  'messages.system_between': ({ midConversationSystem }) =>
    midConversationSystem ? ruling('accepted', 'system_in_place') : ruling('mapped', 'system_moved'),
  max_tokens: always('accepted', 'clamped_to_limit'),
  max_completion_tokens: always('mapped', 'max_completion_wins'),
  temperature: ({ sampling }) =>
    sampling === 'none' ? ruling('dropped', 'sampling_unsupported') : ruling('accepted', 'temperature_capped'),
  top_p: ({ sampling }) => TOP_P[sampling],
  top_k: ({ topK }) => (topK ? ruling('accepted', 'top_k_not_thinking') : ruling('dropped', 'sampling_unsupported')),
  stop: always('mapped', 'blank_stops_cut_here'),
  stream: always('accepted'),
  stream_options: always('accepted', 'usage_in_stream'),
  tools: always('mapped'),
  tool_choice: always('mapped'),
  'tool_choice.forced': ({ forcedToolChoice }) => FORCED_CALL[forcedToolChoice],
  parallel_tool_calls: always('mapped', 'sent_with_tool_choice'),
  functions: always('mapped', 'legacy_tools'),
  function_call: always('mapped', 'legacy_tools'),
  response_format: always('mapped'),
  'response_format.json_object': always('mapped', 'json_object_checked'),
  'response_format.json_schema': ({ structuredOutputs }) =>
    structuredOutputs ? ruling('accepted', 'native_schema') : ruling('mapped', 'schema_by_tool'),
  reasoning_effort: ({ thinking }) => THINKING[thinking],
  reasoning: ({ thinking }) => THINKING[thinking],
  thinking: ({ thinking }) => THINKING[thinking],
  include_reasoning: ({ thinking }) =>
    thinking === 'none' ? ruling('ignored', 'no_thinking') : ruling('accepted', 'thoughts_shown'),
  structured_outputs: ({ structuredOutputs }) =>
    structuredOutputs ? ruling('accepted', 'native_schema') : ruling('ignored', 'schema_by_tool'),
  user: always('mapped', 'hashed_user'),
  safety_identifier: always('mapped', 'hashed_user'),
  metadata: always('accepted', 'kept_with_request'),
  cache_control: always('accepted', 'cache_minimum'),
  service_tier: always('mapped', 'tier_default'),
  strict_params: always('accepted', 'strict_params'),
  include_adjustments: always('accepted', 'include_adjustments'),
  n: always('refused', 'one_choice'),
  modalities: always('refused', 'text_only'),
  audio: always('ignored', 'text_only'),
  web_search_options: always('refused', 'not_offered'),
  seed: always('ignored', 'no_equivalent'),
  logprobs: always('ignored', 'no_equivalent'),
  top_logprobs: always('ignored', 'no_equivalent'),
  logit_bias: always('ignored', 'no_equivalent'),
  frequency_penalty: always('ignored', 'no_equivalent'),
  presence_penalty: always('ignored', 'no_equivalent'),
  verbosity: always('ignored', 'no_equivalent'),
  prediction: always('ignored', 'no_equivalent'),
  store: always('ignored', 'no_equivalent'),
  moderation: always('ignored', 'no_equivalent'),
  prompt_cache_key: always('ignored', 'no_equivalent'),
  prompt_cache_retention: always('ignored', 'no_equivalent'),
  prompt_cache_options: always('ignored', 'no_equivalent'),
} satisfies Record<string, Rule>;

/** A request field, or after a dot one use of it: `tool_choice.forced`. */
export type ParameterName = keyof typeof RULES;

export const PARAMETERS = Object.entries(RULES).map(([name, rule]) => ({ name: name as ParameterName, rule }));

/**
 * The treatment of a parameter on a model. The reason tells other influences of a request (thinking, a second
 * parameter).
 */
export const treatmentOf = (parameter: ParameterName, model: Model): ParameterRuling =>
  RULES[parameter](model.abilities);

/** Parameters of every request, which are not worth listing. */
const UNLISTED = new Set<ParameterName>([
  'model',
  'messages',
  'stream',
  'stream_options',
  'strict_params',
  'include_adjustments',
]);

/** OpenRouter's `supported_parameters`: the request fields that have an effect. */
export function supportedParameters(model: Model): string[] {
  const isEffective = (name: ParameterName) => ['accepted', 'mapped'].includes(treatmentOf(name, model).treatment);
  const fields = PARAMETERS.map(({ name }) => name).filter((name) => !name.includes('.') && !UNLISTED.has(name));
  return fields.filter(isEffective);
}

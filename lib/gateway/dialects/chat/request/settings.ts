import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { type ParameterName, treatmentOf } from '#lib/models/parameters.ts';
import type { ChatRequest } from '../schema/request.ts';
import { isBlank, type Translation } from './translation.ts';

type Sampling = Pick<MessagesRequest, 'temperature' | 'top_p' | 'top_k'>;

/** Temperature, top_p and top_k as far as the model takes them, which while thinking is not at all. */
export function toSampling(chat: ChatRequest, isThinking: boolean, translation: Translation): Sampling {
  const sampling: Sampling = {};
  const temperature = accepted('temperature', chat.temperature, isThinking, translation);
  const topP = accepted('top_p', chat.top_p, isThinking, translation);
  // 0 and -1 are how others write that there is no limit.
  const wanted = chat.top_k != null && chat.top_k > 0 ? chat.top_k : null;
  const topK = accepted('top_k', wanted, isThinking, translation);
  if (temperature !== undefined) sampling.temperature = capped(temperature, translation);
  if (topP !== undefined && !yields(chat, translation)) sampling.top_p = topP;
  if (topK !== undefined) sampling.top_k = topK;
  return sampling;
}

type SamplingParameter = Extract<ParameterName, 'temperature' | 'top_p' | 'top_k'>;

function accepted(
  parameter: SamplingParameter,
  value: number | null | undefined,
  isThinking: boolean,
  { model, log }: Translation,
) {
  if (value == null) return undefined;
  const { treatment, reason } = treatmentOf(parameter, model);
  if (treatment === 'accepted' && !isThinking) return value;
  log.note(parameter, 'dropped', PARAMETER_REASONS[reason ?? 'sampling_unsupported']);
  return undefined;
}

function capped(temperature: number, { log }: Translation): number {
  if (temperature <= 1) return temperature;
  log.note('temperature', 'clamped', PARAMETER_REASONS.temperature_capped);
  return 1;
}

/** Most models refuse temperature and top_p together. Clients that send both by default mean the temperature. */
function yields(chat: ChatRequest, { model, log }: Translation): boolean {
  if (chat.temperature == null || model.abilities.sampling === 'both') return false;
  log.note('top_p', 'dropped', PARAMETER_REASONS.top_p_yields);
  return true;
}

interface Stops {
  /** For upstream, which wants each to have a visible character. */
  sent: string[];
  /** For the answer's translator, which cuts there. */
  emulated: string[];
}

export function splitStops(stop: ChatRequest['stop'], { log }: Translation): Stops {
  const stops = typeof stop === 'string' ? [stop] : (stop ?? []);
  const emulated = stops.filter((text) => text !== '' && isBlank(text));
  if (emulated.length > 0) log.note('stop', 'emulated', PARAMETER_REASONS.blank_stops_cut_here);
  if (stops.includes('')) log.note('stop', 'dropped', 'An empty string is no place to stop at.');
  return { sent: stops.filter((text) => !isBlank(text)), emulated };
}

const DEFAULT_LIMIT = 1_024;
/** Thinking counts toward the limit, and would eat the whole of the smaller default. */
const DEFAULT_LIMIT_THINKING = 8_192;

/** Longer answers must be streamed from upstream, or its ten minutes for a whole answer may not suffice. */
export const LONGEST_WHOLE_ANSWER = 21_333;

/** `max_tokens` for upstream: the customer's, at most the model's, or the default. */
export function toOutputLimit(chat: ChatRequest, mayThink: boolean, { model, log }: Translation): number {
  const { max_completion_tokens: newer, max_tokens: older } = chat;
  if (newer != null && older != null && newer !== older) {
    log.note('max_tokens', 'dropped', PARAMETER_REASONS.max_completion_wins);
  }
  const wanted = newer ?? older;
  if (wanted == null) return Math.min(mayThink ? DEFAULT_LIMIT_THINKING : DEFAULT_LIMIT, model.maxOutputTokens);
  if (wanted <= model.maxOutputTokens) return wanted;
  const param = newer == null ? 'max_tokens' : 'max_completion_tokens';
  log.note(param, 'clamped', PARAMETER_REASONS.clamped_to_limit);
  return model.maxOutputTokens;
}

type Tier = NonNullable<ChatRequest['service_tier']>;

/** `fast` and `priority` never become upstream's fast mode, which has another price. */
const TIERS = {
  auto: 'omitted',
  default: 'standard_only',
  flex: 'dropped',
  scale: 'dropped',
  priority: 'dropped',
  fast: 'dropped',
} satisfies Record<Tier, 'omitted' | 'dropped' | MessagesRequest['service_tier']>;

export function toServiceTier(
  tier: ChatRequest['service_tier'],
  { log }: Translation,
): Pick<MessagesRequest, 'service_tier'> {
  const sent = TIERS[tier ?? 'auto'];
  if (sent === 'dropped') log.note('service_tier', 'dropped', PARAMETER_REASONS.tier_default);
  return sent === 'standard_only' ? { service_tier: sent } : {};
}

import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { editDistance } from '#lib/models/find.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { PARAMETERS, type ParameterName, treatmentOf } from '#lib/models/parameters.ts';
import { type ChatRequest, chatRequestSchema } from '../schema/request.ts';
import { type AdjustmentLog, isBlank, type Translation } from './translation.ts';

export interface Settings {
  sampling: Sampling;
  tier: Pick<MessagesRequest, 'service_tier'>;
  stops: Stops;
}

/** The settings that the model takes, of fields that depend on little else. Fields without effect are reported. */
export function toSettings(chat: ChatRequest, isThinking: boolean, translation: Translation): Settings {
  const stops = splitStops(chat.stop, translation);
  const sampling = toSampling(chat, isThinking, translation);
  const tier = toServiceTier(chat.service_tier, translation);
  noteIgnored(chat, translation);
  if (chat.unknownFields) noteUnknown(chat.unknownFields, translation.log);
  return { sampling, tier, stops };
}

type Sampling = Pick<MessagesRequest, 'temperature' | 'top_p' | 'top_k'>;

/** Temperature, top_p and top_k as far as the model takes them; none while it thinks. */
function toSampling(chat: ChatRequest, isThinking: boolean, translation: Translation): Sampling {
  const sampling: Sampling = {};
  const temperature = accepted('temperature', chat.temperature, isThinking, translation);
  const topP = accepted('top_p', chat.top_p, isThinking, translation);
  // Other APIs write 0 or -1 for no limit.
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

function splitStops(stop: ChatRequest['stop'], { log }: Translation): Stops {
  const stops = typeof stop === 'string' ? [stop] : (stop ?? []);
  const emulated = stops.filter((text) => text !== '' && isBlank(text));
  if (emulated.length > 0) log.note('stop', 'emulated', PARAMETER_REASONS.blank_stops_cut_here);
  if (stops.includes('')) log.note('stop', 'dropped', 'An empty string is no place to stop at.');
  return { sent: stops.filter((text) => !isBlank(text)), emulated };
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

function toServiceTier(tier: ChatRequest['service_tier'], { log }: Translation): Pick<MessagesRequest, 'service_tier'> {
  const sent = TIERS[tier ?? 'auto'];
  if (sent === 'dropped') log.note('service_tier', 'dropped', PARAMETER_REASONS.tier_default);
  return sent === 'standard_only' ? { service_tier: sent } : {};
}

/** Values that equal the default behaviour. Clients send them by default, so leaving them out changes nothing. */
const NEUTRAL: Partial<Record<keyof ChatRequest, unknown>> = {
  logprobs: false,
  top_logprobs: 0,
  frequency_penalty: 0,
  presence_penalty: 0,
  verbosity: 'medium',
  store: false,
  prompt_cache_retention: 'in_memory',
  include_reasoning: false,
  structured_outputs: false,
};

const isField = (name: ParameterName): name is ParameterName & keyof ChatRequest => !name.includes('.');
const PARAMETER_FIELDS = PARAMETERS.map(({ name }) => name).filter(isField);

/** Reports the parameters that have no equivalent in any model. */
function noteIgnored(chat: ChatRequest, { model, log }: Translation): void {
  for (const field of PARAMETER_FIELDS) {
    const value = chat[field];
    if (value == null || value === NEUTRAL[field] || isEmptyBias(field, value)) continue;
    const { treatment, reason } = treatmentOf(field, model);
    if (treatment === 'ignored') log.note(field, 'dropped', PARAMETER_REASONS[reason ?? 'no_equivalent']);
  }
}

const isEmptyBias = (field: string, value: object | unknown): boolean =>
  field === 'logit_bias' && typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** Names reach headers and receipts, so only a few are repeated, and only those that can be names of fields. */
const MAX_NAMED = 8;
const PLAIN_NAME = /^[A-Za-z_][\w-]{0,47}(?:\.[A-Za-z_][\w-]{0,47}){0,5}$/;

const SYSTEM_MESSAGE = 'a message with the role `system`';

/** Field names of Anthropic's Messages API and OpenAI's Responses API, with ours. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['system', SYSTEM_MESSAGE],
  ['instructions', SYSTEM_MESSAGE],
  ['input', '`messages`'],
  ['prompt', '`messages`'],
  ['stop_sequences', '`stop`'],
  ['max_output_tokens', '`max_completion_tokens`'],
  ['max_tokens_to_sample', '`max_tokens`'],
  ['output_config', '`response_format`'],
  ['output_format', '`response_format`'],
  ['text', '`response_format`'],
]);

/** Without this report, a misspelt `max_tokens` would go unnoticed. */
function noteUnknown(names: readonly string[], log: AdjustmentLog): void {
  const named = names.filter((name) => PLAIN_NAME.test(name)).slice(0, MAX_NAMED);
  for (const name of named) log.note(name, 'ignored', `This endpoint has no such field${adviceFor(name)}.`);
  const others = names.length - named.length;
  if (others > 0)
    log.note('*', 'ignored', `Fields that this endpoint does not have, and that are not listed: ${others}.`);
}

function adviceFor(name: string): string {
  const other = OTHER_NAMES.get(name);
  if (other) return `; use ${other} instead`;
  const near = nearestField(name);
  return near ? `; perhaps \`${near}\` is meant` : '';
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const KNOWN_FIELDS = Object.keys(chatRequestSchema.shape).map((name) => ({ name, letters: bare(name) }));

/** The field whose letters differ in at most one of five. */
function nearestField(name: string): string | undefined {
  const letters = bare(name);
  const most = Math.floor(letters.length / 5);
  return KNOWN_FIELDS.filter((field) => Math.abs(field.letters.length - letters.length) <= most)
    .map((field) => ({ name: field.name, distance: editDistance(field.letters, letters) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)[0]?.name;
}

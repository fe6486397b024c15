import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { type ParameterName, treatmentOf } from '#lib/models/parameters.ts';
import type { ChatRequest } from '../schema/request.ts';
import type { Translation } from './translation.ts';

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

import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { PARAMETERS, type ParameterName, treatmentOf } from '#lib/models/parameters.ts';
import type { ChatRequest } from '../schema/request.ts';
import type { Translation } from './translation.ts';

/** Values that ask for what happens anyway. Clients send them by default, so leaving them out changes nothing. */
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
const FIELDS = PARAMETERS.map(({ name }) => name).filter(isField);

/** Reports the parameters that no model has anything like. */
export function noteIgnored(chat: ChatRequest, { model, log }: Translation): void {
  for (const field of FIELDS) {
    const value = chat[field];
    if (value == null || value === NEUTRAL[field] || isEmptyBias(field, value)) continue;
    const { treatment, reason } = treatmentOf(field, model);
    if (treatment === 'ignored') log.note(field, 'dropped', PARAMETER_REASONS[reason ?? 'no_equivalent']);
  }
}

const isEmptyBias = (field: string, value: object | unknown): boolean =>
  field === 'logit_bias' && typeof value === 'object' && value !== null && Object.keys(value).length === 0;

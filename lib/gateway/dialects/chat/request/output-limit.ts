import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import type { ChatRequest } from '../schema/request.ts';
import type { Translation } from './translation.ts';

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

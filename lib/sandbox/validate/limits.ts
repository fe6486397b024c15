import { countPrompt } from '../tokens.ts';
import type { Rule } from './rule.ts';

export const maxTokensForModel: Rule = ({ max_tokens }, { maxOutputTokens, upstreamIds }) =>
  max_tokens > maxOutputTokens
    ? `max_tokens: ${max_tokens} > ${maxOutputTokens}, which is the maximum allowed number of output tokens for ${upstreamIds.anthropic}`
    : null;

/** Models from 4.5 on stop when their window is full; older ones refuse beforehand. Structured outputs came with 4.5. */
export const contextWindow: Rule = (request, { contextTokens, abilities }) => {
  const prompt = countPrompt(request);
  if (prompt > contextTokens) return `prompt is too long: ${prompt} tokens > ${contextTokens} maximum`;
  return !abilities.structuredOutputs && prompt + request.max_tokens > contextTokens
    ? `input length and \`max_tokens\` exceed context limit: ${prompt} + ${request.max_tokens} > ${contextTokens}, ` +
        'decrease input length or `max_tokens` and try again'
    : null;
};

export const stopSequences: Rule = ({ stop_sequences = [] }) => {
  if (stop_sequences.some((stop) => stop === '')) return 'stop_sequences: each stop sequence must be non-empty';
  return stop_sequences.some((stop) => stop.trim() === '')
    ? 'stop_sequences: each stop sequence must contain non-whitespace'
    : null;
};

const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]+/;
const PHONE = /^\+?(?:[\s().-]*\d){7,15}$/;

export const userId: Rule = ({ metadata }) => {
  const given = metadata?.user_id ?? '';
  if (EMAIL.test(given)) return 'metadata: user_id appears to contain an email address';
  return PHONE.test(given) ? 'metadata: user_id appears to contain a phone number' : null;
};

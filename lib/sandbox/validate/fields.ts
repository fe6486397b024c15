import { promptParts } from '../prompt.ts';
import { isThinking } from '../thinking.ts';
import { countPrompt } from '../tokens.ts';
import type { Rule } from './validate.ts';

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

const SAMPLING = ['temperature', 'top_p', 'top_k'] as const;

export const samplingForModel: Rule = (request, { abilities }) => {
  const refused = SAMPLING.filter((name) => abilities.sampling === 'none' || (name === 'top_k' && !abilities.topK));
  const given = refused.find((name) => request[name] !== undefined);
  if (given) return `\`${given}\` is deprecated for this model.`;
  if (abilities.sampling === 'either' && request.temperature !== undefined && request.top_p !== undefined)
    return '`temperature` and `top_p` cannot both be specified for this model. Please use only one.';
  return null;
};

export const samplingWhileThinking: Rule = (request, model) => {
  if (!isThinking(request, model)) return null;
  const { temperature = 1, top_p = 1, top_k } = request;
  if (temperature !== 1) return '`temperature` may only be set to 1 when thinking is enabled.';
  if (top_p < 0.95) return '`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled.';
  return top_k === undefined ? null : '`top_k` must be unset when thinking is enabled.';
};

const MAX_BREAKPOINTS = 4;

export const cacheBreakpoints: Rule = (request) => {
  const points = promptParts(request).filter((part) => part.cacheControl);
  const count = points.length + (request.cache_control ? 1 : 0);
  if (count > MAX_BREAKPOINTS)
    return `A maximum of ${MAX_BREAKPOINTS} blocks with cache_control may be provided. Found ${count}.`;
  const firstShort = points.findIndex((part) => part.cacheControl?.ttl !== '1h');
  const late = firstShort === -1 ? undefined : points.slice(firstShort).find((part) => part.cacheControl?.ttl === '1h');
  return late
    ? `${late.path}.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. ` +
        'Note that blocks are processed in the following order: `tools`, `system`, `messages`.'
    : null;
};

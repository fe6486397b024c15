import { isThinking } from '../thinking.ts';
import type { Rule } from './rule.ts';

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

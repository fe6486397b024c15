import { signThinking } from '../thinking.ts';
import type { Body } from './client.ts';

export const OPUS_46 = 'claude-opus-4-6';
export const OPUS_47 = 'claude-opus-4-7';
export const OPUS_48 = 'claude-opus-4-8';
export const OPUS_5 = 'claude-opus-5';
export const OPUS_55 = 'claude-opus-5-5';
export const OPUS_45 = 'claude-opus-4-5-20251101';
export const SONNET_4 = 'claude-sonnet-4-20250514';
export const SONNET_35 = 'claude-3-5-sonnet-20241022';

export const PNG = Buffer.from('\x89PNG\r\n\x1a\n and more', 'latin1').toString('base64');
export const PDF = Buffer.from('%PDF-1.7 and more').toString('base64');
export const image = (media_type: string, data: string) => ({
  type: 'image',
  source: { type: 'base64', media_type, data },
});
export const tool = (name: string, more: Body = {}) => ({
  name,
  input_schema: { type: 'object', properties: {} },
  ...more,
});
export const use = (id: string) => ({ type: 'tool_use', id, name: 'add', input: {} });
export const result = (id: string, more: Body = {}) => ({
  type: 'tool_result',
  tool_use_id: id,
  content: '4',
  ...more,
});
export const text = (words: string, more: Body = {}) => ({ type: 'text', text: words, ...more });
export const cached = (ttl?: string) => ({ cache_control: { type: 'ephemeral', ...(ttl ? { ttl } : {}) } });
export const user = (content: unknown) => ({ role: 'user', content });
export const assistant = (content: unknown) => ({ role: 'assistant', content });
export const messages = (...given: unknown[]) => ({ messages: given });
export const schema = (schema: Body) => ({ output_config: { format: { type: 'json_schema', schema } } });
export const object = (properties: Body, more: Body = {}) => ({
  type: 'object',
  properties,
  additionalProperties: false,
  required: Object.keys(properties),
  ...more,
});
export const optional = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`p${n}`, { type: 'string' }]));
export const thinking = (type: string, more: Body = {}) => ({ thinking: { type, ...more } });
export const budget = (budget_tokens: number) => thinking('enabled', { budget_tokens });
export const effort = (level: string) => ({ output_config: { effort: level } });
export const tools = [tool('add')];
export const THOUGHT = { type: 'thinking', thinking: 'Hm.', signature: signThinking('Hm.') };
export const loop = (...first: unknown[]) =>
  messages(user('Hi'), assistant([...first, use('t1')]), user([result('t1')]));
/** Two steps, of which only the first may have thoughts. */
export const longLoop = (...first: unknown[]) =>
  messages(...loop(...first).messages, assistant([use('t2')]), user([result('t2')]));

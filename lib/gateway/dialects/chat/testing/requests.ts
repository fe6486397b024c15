import { AppError } from '#lib/errors.ts';
import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { findModel } from '#lib/models/find.ts';
import { type TranslatedRequest, translateRequest } from '../request/to-messages.ts';
import { parseChatRequest } from '../schema/request.ts';

/** For tests: a request body translated for a catalog model, with one plain question unless it brings messages. */
export function translated(fields: object, modelId = 'claude-opus-4-6'): TranslatedRequest {
  const model = findModel(modelId);
  if (!model) throw new Error(`The catalog has no ${modelId}.`);
  const messages = [{ role: 'user', content: 'Hello' }];
  const body: unknown = JSON.parse(JSON.stringify({ model: modelId, messages, ...fields }));
  return translateRequest(parseChatRequest(body), { model });
}

export const bodyOf = (fields: object, modelId?: string): MessagesRequest => translated(fields, modelId).body;

export const adjusted = (fields: object, modelId?: string): string[] =>
  translated(fields, modelId).adjustments.map(({ param, action }) => `${param}=${action}`);

/** Returns the error of a refused request, as the customer sees it. */
export function refusal(fields: object, modelId?: string): { code: string; param: string | undefined } {
  try {
    translated(fields, modelId);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, param: error.options.param };
    throw error;
  }
  throw new Error('The request was accepted.');
}

export const user = (content: unknown) => ({ role: 'user', content });
export const assistant = (content: unknown, more: object = {}) => ({ role: 'assistant', content, ...more });
export const system = (content: unknown) => ({ role: 'system', content });
export const tool = (tool_call_id: string, content: unknown = 'done', more: object = {}) => ({
  role: 'tool',
  tool_call_id,
  content,
  ...more,
});
export const call = (id: string, name = 'look', args = '{}') => ({
  id,
  type: 'function',
  function: { name, arguments: args },
});
export const calling = (...ids: string[]) => assistant(null, { tool_calls: ids.map((id) => call(id)) });
export const fn = (name: string, parameters?: object, more: object = {}) => ({
  type: 'function',
  function: { name, parameters, ...more },
});

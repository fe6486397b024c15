import { z } from 'zod';
import type { MessagesRequest } from '../messages/request.ts';
import { readJson, WholeBody } from './whole-body.ts';

const countSchema = z.object({ input_tokens: z.number().int().nonnegative() });

/** Receives what `POST /v1/messages/count_tokens` answers. */
export const createCount = (): WholeBody<number> => new WholeBody((text) => readJson(text, countSchema).input_tokens);

/** What decides how long a prompt is. The endpoint refuses every other field. */
export function toCountBody(body: MessagesRequest): Partial<MessagesRequest> {
  const { model, messages, system, tools, tool_choice, thinking, output_config, cache_control } = body;
  return { model, messages, system, tools, tool_choice, thinking, output_config, cache_control };
}

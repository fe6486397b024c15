import { z } from 'zod';
import { UpstreamError, type UpstreamFailure } from '../messages/failure.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { Receiver } from './http-call.ts';
import { readJson, WholeBody } from './whole-body.ts';

export type ProbeResult =
  | { ok: true; models: number }
  /** A line for the operator, without secrets and without upstream's own text. */
  | { ok: false; reason: string };

const modelListSchema = z.object({ data: z.array(z.unknown()) });

/** Asks once with each key, so that a bad spare key is found early. `ask` starts a request for the models. */
export async function probeKeys(
  keys: readonly string[],
  ask: (secret: string, receiver: Receiver) => void,
): Promise<ProbeResult> {
  let models = 0;
  for (const [index, secret] of keys.entries()) {
    const list = new WholeBody((text) => readJson(text, modelListSchema).data.length);
    ask(secret, list);
    try {
      models = await list.value;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      return { ok: false, reason: `key #${index + 1}: ${describeFailure(error.failure)}` };
    }
  }
  return keys.length === 0 ? { ok: false, reason: 'no upstream key is configured' } : { ok: true, models };
}

function describeFailure(failure: UpstreamFailure): string {
  switch (failure.kind) {
    case 'error':
      return `upstream answered ${failure.status}${failure.type ? ` ${failure.type}` : ''}`;
    case 'connection':
      return 'upstream cannot be reached';
    case 'untrusted':
      return 'upstream’s certificate is not to be trusted, or no version of TLS is in common';
    case 'timeout':
      return 'upstream did not answer in time';
    case 'truncated':
    case 'malformed':
      return 'upstream answered with something that is no list of models';
    case 'no_capacity':
      return 'no upstream key is usable';
  }
}

const countSchema = z.object({ input_tokens: z.number().int().nonnegative() });

/** Receives the answer of `POST /v1/messages/count_tokens`. */
export const createCount = (): WholeBody<number> => new WholeBody((text) => readJson(text, countSchema).input_tokens);

/** The fields that determine a prompt's length; the endpoint refuses all others. */
export function toCountBody(body: MessagesRequest): Partial<MessagesRequest> {
  const { model, messages, system, tools, tool_choice, thinking, output_config, cache_control } = body;
  return { model, messages, system, tools, tool_choice, thinking, output_config, cache_control };
}

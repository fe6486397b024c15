import 'server-only';
import { env } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { parseJson } from '#lib/http/parse-json.ts';
import { readBody, tooLarge } from '#lib/http/read-body.ts';
import type { GatewayRequest } from './exchange.ts';

/** The request's JSON body. @throws AppError when it is too large, too slow or no JSON */
export async function readJson(request: GatewayRequest): Promise<unknown> {
  return parseJson(await readBody(request.body, { maxBytes: env.MAX_BODY_BYTES, timeoutMs: env.BODY_TIMEOUT_MS }));
}

/** What the sender says the body's size is; 0 when it does not say. */
export const declaredBytes = (request: GatewayRequest): number => Number(request.header('content-length') ?? 0) || 0;

/** @throws AppError when the headers say already that the body will not do, so that nobody need read it */
export function requireJson(request: GatewayRequest): void {
  const encoding = request.header('content-encoding');
  if (encoding && encoding !== 'identity') {
    throw new AppError('unsupported_media_type', 'Compressed request bodies are not accepted. Send the JSON as it is.');
  }
  const type = request.header('content-type') ?? 'application/json';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new AppError('unsupported_media_type', 'Send the body as JSON, with `content-type: application/json`.');
  }
  if (declaredBytes(request) > env.MAX_BODY_BYTES) throw tooLarge(env.MAX_BODY_BYTES);
}

import 'server-only';
import { publicUrl } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { Call } from './call.ts';
import type { GatewayReply } from './exchange.ts';
import { toErrorReply } from './openai/error.ts';

const DOCS_URL = `${publicUrl}/en/docs`;

/** A failure in OpenAI's words, with the headers its call has gathered. Failures that are bugs of ours are logged. */
export function toFailureReply(error: unknown, call: Call, signal: AbortSignal): GatewayReply {
  // What a caller who hung up left undone is no failure of ours, and nobody reads the reply.
  if (!(error instanceof AppError || signal.aborted)) {
    log.error({ err: error, requestId: call.requestId }, 'a request failed for a reason of our own');
  }
  const { status, headers, body } = toErrorReply(error, { requestId: call.requestId, docsBaseUrl: DOCS_URL });
  return { status, headers: { ...call.headers, ...headers }, body };
}

import 'server-only';
import { publicUrl } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { encodeStreamError, toErrorReply } from '../dialects/chat/error.ts';
import type { GatewayReply } from '../http.ts';
import type { Call } from './context.ts';

const DOCS_URL = `${publicUrl}/en/docs`;

/** A failure in OpenAI's words, with the headers its call has gathered. Failures that are bugs of ours are logged. */
export function toFailureReply(error: unknown, call: Call, signal: AbortSignal): GatewayReply {
  logBug(error, call, signal);
  const { status, headers, body } = toErrorReply(error, { requestId: call.requestId, docsBaseUrl: DOCS_URL });
  return { status, headers: { ...call.headers, ...headers }, body };
}

/** The same when an answer has begun already: the stream's last event. */
export function toFailureEvent(error: unknown, call: Call, signal: AbortSignal): string {
  logBug(error, call, signal);
  return encodeStreamError(error, call.requestId, DOCS_URL);
}

/** What a caller who hung up left undone is no failure of ours, and nobody reads the reply. */
function logBug(error: unknown, { requestId }: Call, signal: AbortSignal): void {
  if (error instanceof AppError || signal.aborted) return;
  log.error({ err: error, requestId }, 'a request failed for a reason of our own');
}

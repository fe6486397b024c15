import 'server-only';
import { publicUrl } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { GatewayReply } from '../http.ts';
import type { RequestContext } from './context.ts';
import type { Dialect } from './dialect.ts';

const DOCS_URL = `${publicUrl}/en/docs`;

interface Failing {
  context: RequestContext;
  signal: AbortSignal;
  dialect: Dialect;
}

/** A failure in the dialect's form, with the headers its request has gathered. Failures that are bugs of ours are logged. */
export function toFailureReply(error: unknown, failing: Failing): GatewayReply {
  logBug(error, failing);
  const { context, dialect } = failing;
  const reply = dialect.encodeError(error, { requestId: context.requestId, docsBaseUrl: DOCS_URL });
  return { ...reply, headers: { ...context.headers, ...reply.headers } };
}

/** A failure after the answer has begun: the stream's last event. */
export function toFailureEvent(error: unknown, failing: Failing): string {
  logBug(error, failing);
  return failing.dialect.encodeErrorEvent(error, { requestId: failing.context.requestId, docsBaseUrl: DOCS_URL });
}

/** Errors after the caller hung up are no bugs, so they are not logged. */
function logBug(error: unknown, { context: { requestId }, signal }: Failing): void {
  if (error instanceof AppError || signal.aborted) return;
  log.error({ err: error, requestId }, 'a request failed for a reason of our own');
}

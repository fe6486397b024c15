import { log } from '#lib/log.ts';
import { explainFailure } from '../messages/explain-failure.ts';
import { UpstreamError } from '../messages/failure.ts';
import { classifyFailure, type FailureClass } from '../messages/failure-class.ts';
import type { PreparedRequest } from './prepare.ts';

/** Explains upstream's failures to the customer; returns all other errors unchanged. */
export function toCustomerError(error: unknown, prepared: PreparedRequest): unknown {
  if (!(error instanceof UpstreamError)) return error;
  prepared.attempts.failed(error.failure); // an answer that had begun
  tellOperator(error, prepared);
  const { dialect, model } = prepared;
  return explainFailure(error.failure, (complaint) => dialect.explainBadRequest(complaint, prepared, model));
}

const UNREACHED: ReadonlySet<FailureClass> = new Set(['connection', 'unconnected', 'untrusted', 'misrouted']);

/** Logs at once why upstream cannot be relied on: alarms are about keys, and come late. */
function tellOperator({ failure, cause }: UpstreamError, { context, model, upstream }: PreparedRequest): void {
  const reason = classifyFailure(failure);
  const about = { requestId: context.requestId, model: model.id, upstream: upstream.name };
  if (UNREACHED.has(reason)) log.warn({ ...about, reason, err: cause }, 'upstream could not be reached');
  if (failure.kind === 'malformed') log.warn({ ...about, reason: failure.what }, 'upstream broke its protocol');
}

import { AppError } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { placesIn } from '../dialects/chat/places.ts';
import { traceRequest } from '../dialects/chat/request/to-messages.ts';
import { translateUpstreamFailure } from '../messages/explain-failure.ts';
import { UpstreamError } from '../messages/failure.ts';
import { classifyFailure, type FailureClass } from '../messages/failure-class.ts';
import { NOTHING_USED, type Result } from '../payers/usage-record.ts';
import type { Order } from './prepare.ts';

/** Logged when the customer hung up before there was anything to charge: nobody reads that status. */
const CLIENT_CLOSED_REQUEST = 499;

/** What the customer is told: upstream's failures in our words, everything else as it is. */
export function toCustomerError(error: unknown, order: Order): unknown {
  if (!(error instanceof UpstreamError)) return error;
  tellOperator(error, order);
  const { model, chat, translated } = order;
  return translateUpstreamFailure(error.failure, {
    model: chat.model,
    upstreamModel: translated.body.model || model.id,
    places: placesIn({ chat, body: translated.body, trace: () => traceRequest(chat, { model }) }),
  });
}

const UNREACHED: ReadonlySet<FailureClass> = new Set(['connection', 'unconnected', 'untrusted', 'misrouted']);

/** Why upstream gave no answer to rely on: alarms are about keys and come late. */
function tellOperator({ failure, cause }: UpstreamError, { call, model, destination }: Order): void {
  const reason = classifyFailure(failure);
  const about = { requestId: call.requestId, model: model.id, upstream: destination.upstream.name };
  if (UNREACHED.has(reason)) log.warn({ ...about, reason, err: cause }, 'upstream could not be reached');
  if (failure.kind === 'malformed') log.warn({ ...about, reason: failure.what }, 'upstream broke its protocol');
}

/** A request that ended without an answer, and costs nothing. */
export function failed(error: unknown, known: Partial<Result> = {}): Result {
  const { status, code } = error instanceof AppError ? error : new AppError('internal', '');
  return { ...NOTHING_USED, ...known, outcome: 'failed', statusCode: status, errorCode: code };
}

/** A customer who left before anything was produced for them. */
export const abandoned = (known: Partial<Result> = {}): Result => ({
  ...NOTHING_USED,
  ...known,
  outcome: 'client_aborted',
  statusCode: CLIENT_CLOSED_REQUEST,
  errorCode: 'client_closed',
});

import { log } from '#lib/log.ts';
import { toAdjustmentHeader } from '../messages/adjustment.ts';
import { UpstreamError, type UpstreamFailure } from '../messages/failure.ts';
import { classifyFailure } from '../messages/failure-class.ts';
import type { MessagesRequest } from '../messages/request.ts';
import { type PreparedRequest, translateFor } from './prepare.ts';
import type { Upstream } from './upstream.ts';

type Reason = Parameters<PreparedRequest['attempts']['turnTo']>[1];
type Send<T> = (upstream: Upstream, body: MessagesRequest) => Promise<T>;

/**
 * Asks the candidates in order until one begins to answer. Must not be called after anything was delivered: the text
 * would repeat. `prepared` keeps the candidate and the body that were sent last.
 */
export async function ask<T extends { attempts: number }>(prepared: PreparedRequest, send: Send<T>): Promise<T> {
  let attempts = 0;
  for (const [index, upstream] of prepared.candidates.entries()) {
    if (index > 0) turnTo(upstream, prepared);
    try {
      const answer = await askAdjusted(prepared, send, index > 0 ? 'fail_over' : null);
      answer.attempts += attempts;
      return answer;
    } catch (error) {
      const isLast = index === prepared.candidates.length - 1;
      if (isLast || !(error instanceof UpstreamError) || !mayFailOver(error.failure)) throw error;
      attempts += error.attempts;
      const about = { requestId: prepared.context.requestId, upstream: upstream.name };
      log.warn({ ...about, failure: error.failure.kind }, 'the next upstream is asked');
    }
  }
  throw new Error('A route has to lead somewhere.');
}

function turnTo(upstream: Upstream, prepared: PreparedRequest): void {
  prepared.upstream = upstream;
  prepared.translated = translateFor(upstream, prepared);
}

/** An invalid request fails at every candidate, and a total timeout leaves no time for another. */
function mayFailOver(failure: UpstreamFailure): boolean {
  if (failure.kind === 'timeout' && failure.phase === 'total') return false;
  const reason = classifyFailure(failure);
  return reason !== 'bad_request' && reason !== 'too_large';
}

/**
 * Asks once more without the part that upstream refused. This is reported like any adjustment, and not done for a
 * customer who forbids adjustments.
 */
async function askAdjusted<T>(prepared: PreparedRequest, send: Send<T>, reason: Reason): Promise<T> {
  try {
    return await askOnce(prepared, send, prepared.translated.body, reason);
  } catch (error) {
    const { dialect, request, translated, context } = prepared;
    const adjusted =
      error instanceof UpstreamError && request.mayAdjust
        ? dialect.adjust(error.failure, request, translated.body)
        : null;
    if (!adjusted) throw error;
    translated.body = adjusted.body;
    translated.adjustments.push(...adjusted.adjustments);
    Object.assign(context.headers, toAdjustmentHeader(translated.adjustments));
    return askOnce(prepared, send, adjusted.body, 'adjusted');
  }
}

/** Sends one request to the current candidate, and logs the attempt. */
export async function askOnce<T>(
  prepared: PreparedRequest,
  send: Send<T>,
  body: MessagesRequest,
  reason: Reason,
): Promise<T> {
  const { upstream, translated, observer, context, attempts } = prepared;
  const { adjustments } = translated;
  observer?.({ kind: 'sent', upstream: upstream.name, body, adjustments: [...adjustments] }, context.elapsedMs());
  attempts.turnTo(upstream.name, reason);
  try {
    return await send(upstream, body);
  } catch (error) {
    if (error instanceof UpstreamError) attempts.failed(error.failure);
    throw error;
  }
}

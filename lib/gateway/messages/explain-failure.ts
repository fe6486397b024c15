import { AppError, type ErrorCode, type ErrorOptions } from '#lib/errors.ts';
import type { UpstreamFailure } from './failure.ts';
import { classifyFailure, type FailureClass } from './failure-class.ts';

interface Reply {
  code: ErrorCode;
  /** Always our own words: upstream's name the operator's organisation, keys and limits. */
  message: string;
  retry?: Pick<ErrorOptions, 'retryAfterSeconds' | 'shouldRetry'>;
}

const OPERATOR_FAULT: Reply = {
  code: 'upstream_unavailable',
  message: 'The model cannot be reached because of a problem on our side. You were not charged. We have been told.',
  // OpenAI's clients retry a 503, which here would go on until the operator acts.
  retry: { shouldRetry: false },
};

const AGAIN = 'You were not charged. Please retry your request.';

const TIMEOUT: Reply = {
  code: 'timeout',
  message: `The request timed out: the model did not answer in time. ${AGAIN}`,
};

const REPLIES: Record<Exclude<FailureClass, 'bad_request'>, Reply> = {
  too_large: {
    code: 'request_too_large',
    message:
      'The request exceeds the maximum size of the model’s API. Please reduce the length of the messages, or the size of files in them.',
  },
  account: OPERATOR_FAULT,
  misrouted: OPERATOR_FAULT,
  untrusted: OPERATOR_FAULT,
  no_capacity: OPERATOR_FAULT,
  model_missing: {
    code: 'model_unavailable',
    message: 'This model is not available at the moment. You were not charged. Please choose another model.',
    retry: { shouldRetry: false },
  },
  rate_limited: {
    code: 'upstream_rate_limited',
    message: `The model is rate limited for the moment, for all customers; your own limits are not reached. ${AGAIN}`,
    retry: { retryAfterSeconds: 5 },
  },
  overloaded: {
    code: 'overloaded',
    message: `The model is overloaded. ${AGAIN}`,
    retry: { retryAfterSeconds: 5 },
  },
  conflict: {
    code: 'upstream_unavailable',
    message: `The model is busy with a conflicting request. ${AGAIN}`,
    retry: { retryAfterSeconds: 1 },
  },
  server: { code: 'upstream_error', message: `The model’s API had a server error. ${AGAIN}` },
  connection: {
    code: 'upstream_error',
    message: `The connection to the model’s API failed (connection error). ${AGAIN}`,
  },
  cut: { code: 'upstream_error', message: `The answer was cut off before it was complete. ${AGAIN}` },
  malformed: { code: 'upstream_error', message: 'The model’s API sent an answer that cannot be trusted' },
  unconnected: TIMEOUT,
  slow_start: TIMEOUT,
  timeout: TIMEOUT,
};

function replyTo(failure: UpstreamFailure, kind: Exclude<FailureClass, 'bad_request'>): Reply {
  if (failure.kind === 'malformed') {
    const { code, message } = REPLIES.malformed;
    return { code, message: `${message}: ${failure.what}. ${AGAIN}` };
  }
  if (failure.kind !== 'no_capacity' || failure.retryAfterSeconds === undefined) return REPLIES[kind];
  // All keys rest and are tried again soon, so waiting helps, whatever the cause.
  const { code, message } = failure.isAccountFault ? OPERATOR_FAULT : REPLIES.overloaded;
  return { code, message, retry: { retryAfterSeconds: failure.retryAfterSeconds } };
}

/**
 * Explains a failure upstream to the customer, without any data of the operator's account. The explanation of a refused
 * request depends on the dialect, so `explainBadRequest` gives it.
 */
export function explainFailure(
  failure: UpstreamFailure,
  explainBadRequest: (complaint: { message: string; errorCode: string | null }) => AppError,
): AppError {
  const kind = classifyFailure(failure);
  if (kind === 'bad_request') return explainBadRequest(failure.kind === 'error' ? failure : UNSAID);
  const { code, message, retry = {} } = replyTo(failure, kind);
  const told = 'retryAfterSeconds' in failure ? (failure.retryAfterSeconds ?? null) : null;
  // Upstream's own delay is kept only where waiting helps.
  const options = told !== null && retry.retryAfterSeconds !== undefined ? { retryAfterSeconds: told } : retry;
  return new AppError(code, message, { ...options });
}

const UNSAID = { message: '', errorCode: null };

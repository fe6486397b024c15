import type { UpstreamFailure } from './failure.ts';

/**
 * The cause of a failure, and its remedy.
 * - `bad_request`, `too_large`: the customer's; no repetition helps.
 * - `account`: the operator's key, balance, permission or spend cap; another key may help.
 * - `untrusted`: TLS cannot verify that the peer is upstream; the operator has to look.
 * - `model_missing`: upstream does not know the model on any key. `misrouted`: it does not know the address.
 * - `rate_limited`, `overloaded`, `server`, `conflict`, `connection`, `unconnected`: temporary.
 * - `slow_start`, `timeout`, `cut`, `malformed`: upstream may have worked and charged already.
 * - `no_capacity`: there is no key left to ask.
 */
export type FailureClass =
  | 'bad_request'
  | 'too_large'
  | 'account'
  | 'model_missing'
  | 'misrouted'
  | 'untrusted'
  | 'rate_limited'
  | 'overloaded'
  | 'server'
  | 'conflict'
  | 'connection'
  | 'unconnected'
  | 'slow_start'
  | 'timeout'
  | 'cut'
  | 'malformed'
  | 'no_capacity';

type UpstreamReply = Extract<UpstreamFailure, { kind: 'error' }>;

export function classifyFailure(failure: UpstreamFailure): FailureClass {
  switch (failure.kind) {
    case 'error':
      return classifyReply(failure);
    case 'connection':
      return failure.phase === 'before_response' ? 'connection' : 'cut';
    case 'untrusted':
      return 'untrusted';
    case 'truncated':
      return 'cut';
    case 'malformed':
      return 'malformed';
    case 'timeout':
      return BY_PHASE[failure.phase];
    case 'no_capacity':
      return 'no_capacity';
  }
}

/** The status decides, since proxies before the API answer in HTML; the body only tells overload and account states. */
function classifyReply(reply: UpstreamReply): FailureClass {
  if (reply.type === 'overloaded_error') return 'overloaded';
  if (isAccountState(reply)) return 'account';
  const { status } = reply;
  if (status === null) return BY_TYPE[reply.type ?? ''] ?? 'server';
  if (status === 404) return isModelMissing(reply) ? 'model_missing' : 'misrouted';
  if (status === 429) return isCapped(reply) ? 'account' : 'rate_limited';
  if (status < 400) return 'misrouted'; // a redirect: the configured address is not the API's
  return BY_STATUS[status] ?? (status >= 500 ? 'server' : 'bad_request');
}

const BY_STATUS: Readonly<Record<number, FailureClass>> = {
  401: 'account',
  402: 'account',
  403: 'account',
  405: 'misrouted',
  407: 'misrouted',
  408: 'timeout',
  409: 'conflict',
  413: 'too_large',
  504: 'timeout',
  529: 'overloaded',
};

const BY_PHASE = {
  connect: 'unconnected',
  first_byte: 'slow_start',
  idle: 'timeout',
  total: 'timeout',
} as const satisfies Record<string, FailureClass>;

/** For an `error` event inside a stream, which has no status. */
const BY_TYPE: Readonly<Record<string, FailureClass>> = {
  invalid_request_error: 'bad_request',
  request_too_large: 'too_large',
  authentication_error: 'account',
  billing_error: 'account',
  permission_error: 'account',
  rate_limit_error: 'rate_limited',
  timeout_error: 'timeout',
};

const CREDIT_CODES = /^billing_|_spend_limit_reached$/;
const CREDIT_TEXTS = /reached your specified.*usage limits|credit balance is too low/i;
const ACCOUNT_CODES = /^(organization_|cmek_|workspace_|billing_)|_spend_limit_reached$/;
const ACCOUNT_TEXTS = /reached your specified.*usage limits|credit balance is too low|organization has been disabled/i;

const isAccountState = ({ errorCode, message }: UpstreamReply) =>
  ACCOUNT_CODES.test(errorCode ?? '') || ACCOUNT_TEXTS.test(message);

/** A quota that refills says when; a cap on spending keeps failing and says nothing. */
const isCapped = ({ retryAfterSeconds, errorCode }: UpstreamReply) =>
  retryAfterSeconds === null && errorCode !== 'ramp_limit_exceeded';

/** The operator's money is used up, or a limit of their own is reached; waiting does not help. */
export function isOutOfCredit(failure: UpstreamFailure): boolean {
  if (failure.kind !== 'error' || classifyFailure(failure) !== 'account') return false;
  const { status, errorCode, message } = failure;
  return status === 402 || status === 429 || CREDIT_CODES.test(errorCode ?? '') || CREDIT_TEXTS.test(message);
}

const isModelMissing = ({ type, message }: UpstreamReply) => type === 'not_found_error' && /^model:/i.test(message);

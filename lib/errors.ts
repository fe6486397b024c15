import type { z } from 'zod';

/** All error codes for callers, with the HTTP status and the `type` that OpenAI clients read. Codes are stable. */
export const ERROR_CODES = {
  invalid_json: { status: 400, type: 'invalid_request_error' },
  invalid_value: { status: 400, type: 'invalid_request_error' },
  missing_required_parameter: { status: 400, type: 'invalid_request_error' },
  unsupported_value: { status: 400, type: 'invalid_request_error' },
  unsupported_parameter: { status: 400, type: 'invalid_request_error' },
  context_length_exceeded: { status: 400, type: 'invalid_request_error' },
  invalid_image: { status: 400, type: 'invalid_request_error' },
  invalid_image_url: { status: 400, type: 'invalid_request_error' },
  invalid_json_schema: { status: 400, type: 'invalid_request_error' },
  key_in_query: { status: 400, type: 'invalid_request_error' },
  missing_api_key: { status: 401, type: 'invalid_request_error' },
  malformed_api_key: { status: 401, type: 'invalid_request_error' },
  invalid_api_key: { status: 401, type: 'invalid_request_error' },
  api_key_revoked: { status: 401, type: 'invalid_request_error' },
  api_key_expired: { status: 401, type: 'invalid_request_error' },
  unauthenticated: { status: 401, type: 'invalid_request_error' },
  invalid_credentials: { status: 401, type: 'invalid_request_error' },
  invalid_token: { status: 400, type: 'invalid_request_error' },
  invalid_code: { status: 400, type: 'invalid_request_error' },
  password_guessable: { status: 400, type: 'invalid_request_error' },
  sign_up_closed: { status: 403, type: 'permission_error' },
  email_unverified: { status: 403, type: 'permission_error' },
  step_up_required: { status: 403, type: 'permission_error' },
  second_factor_required: { status: 403, type: 'permission_error' },
  last_second_factor: { status: 409, type: 'invalid_request_error' },
  insufficient_credit: { status: 402, type: 'insufficient_quota' },
  key_limit_reached: { status: 402, type: 'insufficient_quota' },
  cap_reached: { status: 402, type: 'insufficient_quota' },
  api_key_disabled: { status: 403, type: 'permission_error' },
  account_suspended: { status: 403, type: 'permission_error' },
  model_not_allowed: { status: 403, type: 'permission_error' },
  ip_not_allowed: { status: 403, type: 'permission_error' },
  forbidden: { status: 403, type: 'permission_error' },
  foreign_origin: { status: 403, type: 'permission_error' },
  not_a_member: { status: 403, type: 'permission_error' },
  not_found: { status: 404, type: 'invalid_request_error' },
  model_not_found: { status: 404, type: 'invalid_request_error' },
  model_retired: { status: 404, type: 'invalid_request_error' },
  unsupported_endpoint: { status: 404, type: 'invalid_request_error' },
  method_not_allowed: { status: 405, type: 'invalid_request_error' },
  request_timeout: { status: 408, type: 'invalid_request_error' },
  conflict: { status: 409, type: 'invalid_request_error' },
  user_changed: { status: 409, type: 'invalid_request_error' },
  request_too_large: { status: 413, type: 'invalid_request_error' },
  unsupported_media_type: { status: 415, type: 'invalid_request_error' },
  rate_limit_exceeded: { status: 429, type: 'rate_limit_error' },
  internal: { status: 500, type: 'server_error' },
  upstream_error: { status: 502, type: 'server_error' },
  upstream_unavailable: { status: 503, type: 'server_error' },
  upstream_rate_limited: { status: 503, type: 'server_error' },
  overloaded: { status: 503, type: 'server_error' },
  model_unavailable: { status: 503, type: 'server_error' },
  mail_unavailable: { status: 503, type: 'server_error' },
  billing_unavailable: { status: 503, type: 'server_error' },
  server_busy: { status: 503, type: 'server_error' },
  shutting_down: { status: 503, type: 'server_error' },
  timeout: { status: 504, type: 'server_error' },
} as const satisfies Record<string, { status: number; type: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface ErrorOptions {
  /** The invalid request field, in the caller's own spelling: `messages[2].content`. */
  param?: string;
  /** Machine-readable facts for the body's `tokenhub` object. Never data of the operator's account. */
  details?: Record<string, unknown>;
  retryAfterSeconds?: number;
  /** False tells OpenAI's clients not to retry a status they would retry. */
  shouldRetry?: boolean;
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A failure for the caller: `message` says what happened and what to do. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly options: ErrorOptions;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.options = options;
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}

/** Converts the first issue of an invalid input. */
export function toInvalidValue(error: z.ZodError): AppError {
  const [issue] = error.issues;
  return new AppError('invalid_value', issue?.message ?? 'This is not valid.', { param: issue?.path.join('.') });
}

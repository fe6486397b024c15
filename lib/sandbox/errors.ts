/** Upstream's errors by name: a status where it is unique, a word where several errors share it. */
export interface ErrorForm {
  status: number;
  type: string;
  message: string;
  /** `error.details.error_code`, where upstream distinguishes causes. */
  errorCode?: string;
  retryAfterSeconds?: number;
  /** Sent by the network in front of the API: an HTML page instead of JSON. */
  html?: true;
  /** Overload is answered before a request has an id. */
  withoutRequestId?: true;
}

/** The organisation in every response. It does not exist, and no customer may ever see it. */
export const SANDBOX_ORGANIZATION_ID = '5a4db0c5-0000-4000-8000-7e57ab1e0b0c';

const form = (status: number, type: string, message: string, more: Partial<ErrorForm> = {}): ErrorForm => ({
  status,
  type,
  message,
  ...more,
});

const page = (status: number, title: string): ErrorForm => form(status, 'api_error', title, { html: true });

export const ERROR_FORMS = {
  '400': form(400, 'invalid_request_error', 'messages: the sandbox was told to refuse this request'),
  '401': form(401, 'authentication_error', 'invalid x-api-key'),
  '402': form(402, 'billing_error', 'Your credit balance is too low to access the Anthropic API.'),
  '403': form(403, 'permission_error', 'Your API key does not have permission to use the specified resource.'),
  '404': form(404, 'not_found_error', 'model: sandbox'),
  '409': form(409, 'conflict_error', 'The resource was changed by another request.'),
  '413': form(413, 'request_too_large', 'Request exceeds the maximum size'),
  '429': form(
    429,
    'rate_limit_error',
    `This request would exceed your organization's rate limit of 50 requests per minute (org: ${SANDBOX_ORGANIZATION_ID}).`,
    { retryAfterSeconds: 1 },
  ),
  '500': form(500, 'api_error', 'Internal server error'),
  '502': page(502, '502 Bad Gateway'),
  '503': page(503, '503 Service Temporarily Unavailable'),
  '504': form(504, 'timeout_error', 'The request timed out.'),
  '520': page(520, '520 Web server is returning an unknown error'),
  '524': page(524, '524 A timeout occurred'),
  '529': form(529, 'overloaded_error', 'Overloaded', { withoutRequestId: true }),
  'api-limit': form(
    400,
    'invalid_request_error',
    'You have reached your specified API usage limits. You will regain access on 2027-01-01 at 00:00 UTC.',
  ),
  'on-hold': form(400, 'invalid_request_error', 'This organization is on hold.', { errorCode: 'organization_on_hold' }),
  'too-long': form(400, 'invalid_request_error', 'prompt is too long: 1200000 tokens > 1000000 maximum'),
  'too-large-page': page(413, '413 Request Entity Too Large'),
  'spend-cap': form(429, 'rate_limit_error', 'Your organization has reached its spend limit.', {
    errorCode: 'enforced_spend_limit_reached',
  }),
  ramp: form(429, 'rate_limit_error', 'Your usage is growing too fast.', {
    errorCode: 'ramp_limit_exceeded',
    retryAfterSeconds: 5,
  }),
  'timeout-page': page(504, '504 Gateway Time-out'),
} as const satisfies Record<string, ErrorForm>;

/** Our own refusals, in upstream's form. */
const KINDS = {
  invalid_request: { status: 400, type: 'invalid_request_error' },
  authentication: { status: 401, type: 'authentication_error' },
  not_found: { status: 404, type: 'not_found_error' },
  method_not_allowed: { status: 405, type: 'invalid_request_error' },
  request_too_large: { status: 413, type: 'request_too_large' },
  internal: { status: 500, type: 'api_error' },
} as const;

/** A request that gets an error instead of an answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly form: ErrorForm;

  constructor(kind: keyof typeof KINDS | ErrorForm, message?: string) {
    const known = typeof kind === 'string' ? { ...KINDS[kind], message: message ?? '' } : kind;
    super(known.message);
    this.form = known;
  }
}

/** The object inside `{"type":"error"}`, in bodies and in streams alike. */
export function errorBody({ type, message, errorCode }: ErrorForm) {
  return { type: 'error', error: { ...(errorCode ? { details: { error_code: errorCode } } : {}), type, message } };
}

const htmlPage = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n`;

export interface ErrorReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function toErrorReply(form: ErrorForm, requestId: string): ErrorReply {
  const headers: Record<string, string> = { 'content-type': form.html ? 'text/html' : 'application/json' };
  if (form.retryAfterSeconds !== undefined) headers['retry-after'] = String(form.retryAfterSeconds);
  if (form.status >= 500) headers['x-should-retry'] = 'true';
  const request_id = form.withoutRequestId ? null : requestId;
  const body = form.html ? htmlPage(form.message) : JSON.stringify({ ...errorBody(form), request_id });
  return { status: form.status, headers, body };
}

import { AppError, ERROR_CODES } from '#lib/errors.ts';

/** A failure as OpenAI's clients read it, with our documentation's address and the id to quote to support. */
export interface ErrorBody {
  error: {
    message: string;
    type: string;
    param: string | null;
    code: string;
    doc_url: string | null;
    request_id: string;
    tokenhub?: Record<string, unknown>;
  };
}

export interface ErrorReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The body of a failure. An error that is no AppError is a bug, and its cause is not revealed. */
export function toErrorBody(error: unknown, requestId: string, docsBaseUrl?: string | null): ErrorBody {
  const { code, message, options } = toAppError(error);
  return {
    error: {
      message,
      type: ERROR_CODES[code].type,
      param: options.param ?? null,
      code,
      doc_url: docsBaseUrl ? `${docsBaseUrl.replace(/\/+$/, '')}/errors/${code}` : null,
      request_id: requestId,
      ...(options.details && { tokenhub: options.details }),
    },
  };
}

/** A failure before the first byte: status, headers and JSON. */
export function toErrorReply(error: unknown, about: { requestId: string; docsBaseUrl?: string | null }): ErrorReply {
  const failure = toAppError(error);
  return {
    status: failure.status,
    headers: {
      ...failure.options.headers,
      ...toRetryHeaders(failure),
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': about.requestId,
    },
    body: encodeJson(toErrorBody(failure, about.requestId, about.docsBaseUrl)),
  };
}

/** A failure inside a stream: its last event. `[DONE]` must not follow, or clients take the cut answer for whole. */
export const encodeStreamError = (error: unknown, requestId: string, docsBaseUrl?: string | null): string =>
  `data: ${encodeJson(toErrorBody(error, requestId, docsBaseUrl))}\n\n`;

/** OpenAI's clients retry 408, 409, 429 and 5xx on their own, and obey these headers. */
function toRetryHeaders({ status, options }: AppError): Record<string, string> {
  const { retryAfterSeconds, shouldRetry = status === 402 ? false : undefined } = options;
  const wait = retryAfterSeconds === undefined ? undefined : Math.max(0, retryAfterSeconds);
  return {
    ...(wait !== undefined && {
      'retry-after': String(Math.ceil(wait)),
      'retry-after-ms': String(Math.ceil(wait * 1000)),
    }),
    ...(shouldRetry !== undefined && { 'x-should-retry': String(shouldRetry) }),
  };
}

const toAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('internal', 'Something went wrong on our side. Please retry.');

/** Details may hold amounts of money, on which `JSON.stringify` would throw. */
const encodeJson = (body: ErrorBody): string =>
  JSON.stringify(body, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

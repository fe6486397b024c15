import { errorBodySchema, UpstreamError, type UpstreamFailure } from '#lib/gateway/messages/failure.ts';

export interface ErrorAnswer {
  status: number;
  /** The `retry-after` header as it came. */
  retryAfter: string | undefined;
  /** As much of the body as arrived. It may be HTML from a proxy in between, or cut. */
  body: string;
}

/** An error status as a failure. The status decides; the body only adds to it. */
export function toStatusError(answer: ErrorAnswer, wallNowMs: number): UpstreamError {
  const body = errorBodySchema.safeParse(parseJson(answer.body)).data;
  return new UpstreamError({
    kind: 'error',
    status: answer.status,
    type: body?.error.type ?? null,
    errorCode: body?.error.details?.error_code ?? null,
    message: body?.error.message ?? '',
    retryAfterSeconds: parseRetryAfter(answer.retryAfter, wallNowMs),
  });
}

const MAX_ERROR_BYTES = 64 * 1024;

/** Gathers the body of an error answer. However the body ends, the status is known and `toError` tells it. */
export class ErrorBody {
  readonly #status: number;
  readonly #retryAfter: string | undefined;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(status: number, retryAfter: string | undefined) {
    this.#status = status;
    this.#retryAfter = retryAfter;
  }

  /** Throws the error itself when the body is longer than any honest one. */
  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_ERROR_BYTES) throw this.toError();
  }

  toError(): UpstreamError {
    const body = new TextDecoder().decode(Buffer.concat(this.#chunks));
    return toStatusError({ status: this.#status, retryAfter: this.#retryAfter, body }, Date.now());
  }
}

/** An `error` event inside a stream whose status line said 200. */
export function toEventError(error: { type: string; message: string }): UpstreamError {
  const { type, message } = error;
  return new UpstreamError({ kind: 'error', status: null, type, errorCode: null, message, retryAfterSeconds: null });
}

/** Whatever the transport threw: refused, reset, no such host, bad certificate, not HTTP. */
export function toConnectionError(cause: unknown, hasAnswered: boolean): UpstreamError {
  return new UpstreamError(connectionFailure(cause, hasAnswered), { cause });
}

function connectionFailure(cause: unknown, hasAnswered: boolean): UpstreamFailure {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return { kind: 'timeout', phase: 'connect' };
  if (isDistrust(code)) return { kind: 'untrusted' };
  return { kind: 'connection', phase: hasAnswered ? 'after_response' : 'before_response' };
}

/** Node's names for what is wrong with a certificate, and OpenSSL's for a handshake that comes to nothing. */
const CERTIFICATE_CODES = /^(CERT_|DEPTH_ZERO_|ERR_TLS_CERT_|HOSTNAME_|INVALID_|SELF_SIGNED_|UNABLE_TO_)/;
const HANDSHAKE_CODES = /^ERR_SSL_(?!.*INTERNAL_ERROR)/;

const isDistrust = (code: unknown): boolean =>
  typeof code === 'string' && (CERTIFICATE_CODES.test(code) || HANDSHAKE_CODES.test(code));

/** Seconds from now, rounded up, for both forms of the header: `12` and an HTTP date. */
export function parseRetryAfter(header: string | undefined, wallNowMs: number): number | null {
  if (header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds) : null;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - wallNowMs) / 1000));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

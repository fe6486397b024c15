import { UpstreamError, type UpstreamFailure } from '../messages/failure.ts';

export interface ErrorAnswer {
  status: number;
  /** The `retry-after` header as it came. */
  retryAfter: string | undefined;
  /** The part of the body that arrived. It may be HTML from a proxy in between, or cut. */
  body: string;
}

/** Reads an error status in the provider's form. The wall clock is for dates in `retry-after`. */
export type ReadError = (answer: ErrorAnswer, wallNowMs: number) => UpstreamError;

const MAX_ERROR_BYTES = 64 * 1024;

/** Gathers the body of an error answer. However the body ends, `toError` reports its status. */
export class ErrorBody {
  readonly #status: number;
  readonly #retryAfter: string | undefined;
  readonly #readError: ReadError;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(status: number, retryAfter: string | undefined, readError: ReadError) {
    this.#readError = readError;
    this.#status = status;
    this.#retryAfter = retryAfter;
  }

  /** Throws the error itself when the body is too long. */
  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_ERROR_BYTES) throw this.toError();
  }

  toError(): UpstreamError {
    const body = new TextDecoder().decode(Buffer.concat(this.#chunks));
    return this.#readError({ status: this.#status, retryAfter: this.#retryAfter, body }, Date.now());
  }
}

/** Converts any error of the transport: refused, reset, no such host, bad certificate, not HTTP. */
export function toConnectionError(cause: unknown, hasAnswered: boolean): UpstreamError {
  return new UpstreamError(connectionFailure(cause, hasAnswered), { cause });
}

function connectionFailure(cause: unknown, hasAnswered: boolean): UpstreamFailure {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return { kind: 'timeout', phase: 'connect' };
  if (isDistrust(code)) return { kind: 'untrusted' };
  return { kind: 'connection', phase: hasAnswered ? 'after_response' : 'before_response' };
}

/** Node's codes for certificate errors, and OpenSSL's for failed handshakes. */
const CERTIFICATE_CODES = /^(CERT_|DEPTH_ZERO_|ERR_TLS_CERT_|HOSTNAME_|INVALID_|SELF_SIGNED_|UNABLE_TO_)/;
const HANDSHAKE_CODES = /^ERR_SSL_(?!.*INTERNAL_ERROR)/;

const isDistrust = (code: unknown): boolean =>
  typeof code === 'string' && (CERTIFICATE_CODES.test(code) || HANDSHAKE_CODES.test(code));

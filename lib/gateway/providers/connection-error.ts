import { UpstreamError, type UpstreamFailure } from '../messages/failure.ts';

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

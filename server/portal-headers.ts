import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { LOCAL_CALL_HEADER, PROXY_SECRET_HEADER } from '#lib/http/internal-headers.ts';
import { isHost } from './admit-request.ts';
import { clientAddress, isLocalCall } from './client-address.ts';

export interface PortalHeaderOptions {
  /** The public address of this installation: its host replaces a missing one. */
  publicUrl: URL;
  trustedProxies: number;
  /** Proves to Next that a request comes from us. */
  secret: string;
}

/**
 * Headers of one connection, not of the message (RFC 9110 §7.6.1). They include the framing of the body, listed or not,
 * because each connection has its own.
 */
const HOP_BY_HOP = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade', 'expect'],
]);

/** Headers that only we, `proxy.ts` and Next itself may set. */
const INTERNAL =
  /^(?:forwarded|via|x-real-ip|x-nonce|x-pathname|x-matched-path|x-now-route-matches|next-resume|content-security-policy.*|x-(?:forwarded|middleware|invoke|next|prerender|vercel|action|tokenhub)-.*)$/;

/** The headers for Next: the caller's own, and the caller's address as we determined it. */
export function toPortalHeaders(message: IncomingMessage, options: PortalHeaderOptions): OutgoingHttpHeaders {
  const { publicUrl, trustedProxies, secret } = options;
  const host = message.headers.host || publicUrl.host;
  const said = (name: string) => (trustedProxies > 0 ? String(message.headers[name] ?? '') : '');
  const forwardedHost = said('x-forwarded-host');
  const forwardedProtocol = said('x-forwarded-proto');
  const sent = Object.entries(withoutHopByHop(message.headers)).filter(([name]) => !INTERNAL.test(name));
  return {
    ...Object.fromEntries(sent),
    ...framingOf(message),
    host,
    'x-forwarded-for': clientAddress(message, trustedProxies),
    'x-forwarded-host': isHost(forwardedHost) ? forwardedHost : host,
    'x-forwarded-proto': /^https?$/.test(forwardedProtocol) ? forwardedProtocol : publicUrl.protocol.slice(0, -1),
    ...(isLocalCall(message) && { [LOCAL_CALL_HEADER]: '1' }),
    [PROXY_SECRET_HEADER]: secret,
  };
}

/** As Node's parser understood the message. A body without a stated length goes on in chunks. */
function framingOf({ headers }: IncomingMessage): OutgoingHttpHeaders {
  if (headers['transfer-encoding'] !== undefined) return { 'transfer-encoding': 'chunked' };
  return headers['content-length'] === undefined ? {} : { 'content-length': headers['content-length'] };
}

export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

export function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const nominated = new Set((headers.connection ?? '').toLowerCase().split(/[\s,]+/));
  const isKept = (name: string) => !HOP_BY_HOP.has(name) && !nominated.has(name);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name)));
}

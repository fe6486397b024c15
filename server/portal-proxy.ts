import { Agent, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { clientAddress } from './client-address.ts';
import { sendReply } from './send.ts';

export interface PortalProxy {
  pass(message: IncomingMessage, response: ServerResponse): void;
  /** The socket by which `next dev` tells the browser of changes. */
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export interface PortalProxyOptions {
  /** Where Next listens, on this machine. */
  url: string;
  /** `http` or `https`, as people type it. */
  protocol: string;
  trustedProxies: number;
}

const RETRY_AFTER_SECONDS = '2';
const STALL_TIMEOUT_MS = 60_000;
/** They speak of one connection, not of the message (RFC 9110 §7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
].concat(['trailer', 'transfer-encoding', 'upgrade', 'expect']);
/** Only we and Next itself may say these. */
const INTERNAL = ['forwarded', 'x-forwarded-port', 'x-middleware-subrequest', 'x-middleware-prefetch'];

export const isPortalUpgrade = ({ url, headers }: Pick<IncomingMessage, 'url' | 'headers'>): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket' && (url ?? '').startsWith('/_next/');

/** Pages and everything else that is not the API come from Next, which is another process and may be down. */
export function createPortalProxy({ url, protocol, trustedProxies }: PortalProxyOptions): PortalProxy {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(url);
  const open = (message: IncomingMessage, more: IncomingHttpHeaders = {}) =>
    request({
      agent,
      hostname,
      port,
      method: message.method,
      path: message.url,
      headers: { ...toForwardedHeaders(message, { protocol, trustedProxies }), ...more },
    });
  return {
    pass: (message, response) => pass(() => open(message), message, response),
    upgrade: (message, socket, head) =>
      upgrade(open(message, { connection: 'upgrade', upgrade: 'websocket' }), socket, head),
    close: () => agent.destroy(),
  };
}

function pass(open: () => ReturnType<typeof request>, message: IncomingMessage, response: ServerResponse): void {
  const outgoing = open();
  outgoing.once('response', (incoming) => {
    response.writeHead(incoming.statusCode as number, withoutHopByHop(incoming.headers));
    incoming.once('error', () => response.destroy());
    incoming.pipe(response);
  });
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    if (response.headersSent) return response.destroy();
    // Next closed a connection it had kept for us just as we used it.
    if (outgoing.reusedSocket && error.code === 'ECONNRESET' && isRepeatable(message))
      return pass(open, message, response);
    message.unpipe(outgoing);
    answerUnavailable(message, response, error.code === 'ECONNREFUSED' ? 503 : 502);
  });
  response.once('close', () => outgoing.destroy());
  message.pipe(outgoing);
}

const isRepeatable = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

function answerUnavailable(message: IncomingMessage, response: ServerResponse, status: number): void {
  if (response.destroyed) return;
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': RETRY_AFTER_SECONDS,
    refresh: RETRY_AFTER_SECONDS, // browsers try again on their own
  };
  const body = 'This page is not available for a moment: the portal is starting. The API is not affected.\n';
  void sendReply(message, response, { status, headers, body }, STALL_TIMEOUT_MS);
}

function upgrade(outgoing: ReturnType<typeof request>, socket: Duplex, head: Buffer): void {
  socket.on('error', () => outgoing.destroy());
  outgoing.once('upgrade', ({ headers }, upstream, upstreamHead) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
    socket.write(upstreamHead);
    upstream.write(head);
    upstream.on('error', () => socket.destroy()).once('close', () => socket.destroy());
    socket.once('close', () => upstream.destroy());
    upstream.pipe(socket).pipe(upstream);
  });
  outgoing.once('response', () => socket.destroy());
  outgoing.once('error', () => socket.destroy());
  outgoing.end();
}

/** What Next is told: the caller's headers, and who called by what address, in our words only. */
function toForwardedHeaders(
  message: IncomingMessage,
  { protocol, trustedProxies }: { protocol: string; trustedProxies: number },
): IncomingHttpHeaders {
  const headers = withoutHopByHop(message.headers);
  for (const name of INTERNAL) delete headers[name];
  const { host } = message.headers;
  const said = (name: string) => (trustedProxies > 0 ? message.headers[name] : undefined);
  return {
    ...headers,
    // A body without a stated length goes on as it came: in chunks.
    ...(message.headers['transfer-encoding'] !== undefined && { 'transfer-encoding': 'chunked' }),
    'x-forwarded-for': clientAddress(message, trustedProxies),
    'x-forwarded-host': said('x-forwarded-host') ?? host,
    'x-forwarded-proto': said('x-forwarded-proto') ?? protocol,
  };
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const dropped = new Set([...HOP_BY_HOP, ...named]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}

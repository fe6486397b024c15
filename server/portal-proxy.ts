import { Agent, type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '#lib/errors.ts';
import { hasBody, type PortalHeaderOptions, toPortalHeaders, withoutHopByHop } from './portal-headers.ts';
import { endReply, sendReply } from './send.ts';

export interface PortalProxy {
  /** @throws AppError for a request that Next might understand differently */
  pass(message: IncomingMessage, response: ServerResponse): void;
  /** Passes on the socket by which `next dev` sends updates to the browser. */
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Next accepts no other offer to upgrade, and would not answer it. */
  acceptsUpgrade(message: Pick<IncomingMessage, 'url' | 'headers'>): boolean;
  close(): void;
}

export interface PortalProxyOptions extends PortalHeaderOptions {
  /** Next's address, on this machine. */
  url: string;
  isDevelopment: boolean;
  /** Answers while Next does not; by default with a line of text. */
  answerUnavailable?: typeof answerUnavailable;
  /** Time limit for silence of Next, or of a caller who does not read. */
  silenceTimeoutMs?: number;
}

const RETRY_AFTER_SECONDS = '2';
const SILENCE_TIMEOUT_MS = 120_000;
const STALL_TIMEOUT_MS = 60_000;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Passes everything that is not the API to Next, which is another process and may be down. */
export function createPortalProxy(options: PortalProxyOptions): PortalProxy {
  const { url, isDevelopment, silenceTimeoutMs = SILENCE_TIMEOUT_MS } = options;
  const refuse = options.answerUnavailable ?? answerUnavailable;
  // Each connection carries one request, so that its answer has one reader. We have to close it: Next would close it
  // right after its answer, in the middle of a body that it does not read, and the answer would be lost.
  const agent = new Agent({ keepAlive: false });
  const { hostname, port } = new URL(url);
  const open = (message: IncomingMessage, more: object = {}) => {
    const headers = { ...toPortalHeaders(message, options), connection: 'keep-alive', ...more };
    const { method, url: path } = message;
    const outgoing = request({ agent, hostname, port, method, path, headers });
    return outgoing.setTimeout(silenceTimeoutMs, () => outgoing.destroy(new SilenceError()));
  };
  return {
    pass: (message, response) => {
      assertPassable(message);
      pass(open(message), { message, response, refuse });
    },
    upgrade: (message, socket, head) =>
      upgrade(open(message, { connection: 'upgrade', upgrade: 'websocket' }), socket, head),
    acceptsUpgrade: ({ url: target, headers }) =>
      isDevelopment && headers.upgrade?.toLowerCase() === 'websocket' && (target ?? '').startsWith('/_next/'),
    close: () => agent.destroy(),
  };
}

class SilenceError extends Error {}

function assertPassable(message: IncomingMessage): void {
  const method = message.method as string;
  const allow = METHODS.join(', ');
  if (!METHODS.includes(method))
    throw new AppError('method_not_allowed', `${method} is not supported here.`, { headers: { allow } });
  if ((method === 'GET' || method === 'HEAD') && hasBody(message))
    throw new AppError('invalid_value', `A ${method} request has no body.`);
}

interface Passage {
  message: IncomingMessage;
  response: ServerResponse;
  refuse: typeof answerUnavailable;
}

function pass(outgoing: ClientRequest, { message, response, refuse }: Passage): void {
  outgoing.once('response', (incoming) => {
    incoming.once('error', () => response.destroy());
    incoming.once('end', () => {
      message.unpipe(outgoing);
      endReply(message, response);
    });
    const headers = withoutHopByHop(incoming.headers);
    if (!message.complete) headers.connection = 'close'; // Next may answer before it has read the body
    response.writeHead(incoming.statusCode as number, headers);
    incoming.pipe(response, { end: false });
  });
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    message.unpipe(outgoing);
    // After the head, the caller sees from the response itself whether it is whole.
    if (!response.headersSent) refuse(message, response, toStatus(error));
  });
  response.once('close', () => outgoing.destroy());
  if (hasBody(message)) message.pipe(outgoing);
  else outgoing.end();
}

function toStatus(error: NodeJS.ErrnoException): number {
  if (error instanceof SilenceError) return 504;
  return error.code === 'ECONNREFUSED' ? 503 : 502;
}

function answerUnavailable(message: IncomingMessage, response: ServerResponse, status: number): void {
  if (response.destroyed) return;
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': RETRY_AFTER_SECONDS,
    refresh: RETRY_AFTER_SECONDS, // browsers then reload by themselves
  };
  const body = 'This page is not available for a moment: the portal is starting. The API is not affected.\n';
  void sendReply(message, response, { status, headers, body }, STALL_TIMEOUT_MS);
}

function upgrade(outgoing: ClientRequest, socket: Duplex, head: Buffer): void {
  socket.on('error', () => outgoing.destroy()).once('close', () => outgoing.destroy());
  outgoing.once('upgrade', ({ headers }, upstream, upstreamHead) => {
    upstream.setTimeout(0);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
    socket.write(upstreamHead);
    upstream.write(head);
    upstream.on('error', () => socket.destroy()).once('close', () => socket.destroy());
    socket.once('close', () => upstream.destroy());
    upstream.pipe(socket).pipe(upstream);
  });
  outgoing.once('response', () => socket.destroy());
  outgoing.on('error', () => socket.destroy());
  outgoing.end();
}

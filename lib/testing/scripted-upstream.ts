import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { anthropic } from '#lib/gateway/providers/anthropic/provider.ts';
import type { Provider } from '#lib/gateway/providers/provider.ts';
import type { UpstreamOptions } from '#lib/gateway/providers/upstream.ts';

export interface RecordedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Resolves when this request's connection is closed by either side. */
  closed: Promise<void>;
}

type Piece = string | Uint8Array;

export interface ScriptedReply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent piece by piece. An async generator that awaits a promise of the test delays without a clock. */
  body?: Piece | Iterable<Piece> | AsyncIterable<Piece>;
  /**
   * After the last piece: `end` closes the body properly, `fin` closes the connection in the middle of it, `reset`
   * resets it, `hang` sends nothing more.
   */
  ending?: 'end' | 'fin' | 'reset' | 'hang';
  /** `length` announces the body's size, so that truncation is detectable; `close` ends the body by closing. */
  framing?: 'chunked' | 'close' | { length: number };
}

/** The scripted reply; `hang` accepts the request and never answers, `reset` resets the connection instead. */
export type Script = (request: RecordedRequest, index: number) => ScriptedReply | 'hang' | 'reset';

export interface ScriptedUpstream {
  url: string;
  requests: RecordedRequest[];
  openSockets(): number;
  close(): Promise<void>;
}

/** A minimal HTTP/1.1 server that can misbehave on purpose. Listens on a free local port. */
export async function startScriptedUpstream(script: Script): Promise<ScriptedUpstream> {
  const requests: RecordedRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    serve(socket, (request) => script(request, requests.push(request) - 1)).catch((error) => socket.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    openSockets: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function serve(socket: Socket, script: (request: RecordedRequest) => ReturnType<Script>): Promise<void> {
  const closed = new Promise<void>((resolve) => void socket.once('close', resolve));
  let received = Buffer.alloc(0);
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk]);
    const parsed = parseRequest(received);
    if (!parsed) continue;
    received = received.subarray(parsed.bytes);
    const reply = script({ ...parsed.request, closed });
    if (reply === 'reset') return void socket.resetAndDestroy();
    if (reply !== 'hang') await answer(socket, reply);
  }
}

function parseRequest(bytes: Buffer): { request: Omit<RecordedRequest, 'closed'>; bytes: number } | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [first = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const [method = '', path = ''] = first.split(' ');
  const headers = Object.fromEntries(lines.map((line) => splitHeader(line)));
  const end = headEnd + 4 + Number(headers['content-length'] ?? 0);
  if (bytes.length < end) return null;
  return { request: { method, path, headers, body: bytes.toString('utf8', headEnd + 4, end) }, bytes: end };
}

function splitHeader(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

async function answer(socket: Socket, reply: ScriptedReply): Promise<void> {
  const { status = 200, headers = {}, framing = 'chunked', ending = 'end' } = reply;
  const lines = Object.entries({ ...framingHeader(framing), ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.write(`HTTP/1.1 ${status} Scripted\r\n${lines.join('')}\r\n`);
  for await (const piece of pieces(reply.body)) {
    const bytes = Buffer.from(piece);
    if (socket.destroyed) return;
    if (bytes.length > 0 && !writeBody(socket, bytes, framing)) await drained(socket);
  }
  finish(socket, ending, framing);
}

/** Resolves when the socket accepts more data, or is closed. */
async function drained(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.on('drain', resolve).on('close', resolve);
  await promise;
  socket.off('drain', resolve).off('close', resolve);
}

function framingHeader(framing: NonNullable<ScriptedReply['framing']>): Record<string, string> {
  if (framing === 'chunked') return { 'transfer-encoding': 'chunked' };
  return framing === 'close' ? { connection: 'close' } : { 'content-length': String(framing.length) };
}

function writeBody(socket: Socket, bytes: Buffer, framing: ScriptedReply['framing']): boolean {
  if (framing !== 'chunked') return socket.write(bytes);
  return socket.write(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]));
}

function finish(socket: Socket, ending: NonNullable<ScriptedReply['ending']>, framing: ScriptedReply['framing']): void {
  if (ending === 'end' && framing === 'chunked') socket.write('0\r\n\r\n');
  if (ending === 'fin' || (ending === 'end' && framing === 'close')) socket.end();
  if (ending === 'reset') socket.resetAndDestroy();
}

const pieces = (body: ScriptedReply['body'] = ''): Iterable<Piece> | AsyncIterable<Piece> =>
  typeof body === 'string' || body instanceof Uint8Array ? [body] : body;

export type UpstreamWishes = Partial<UpstreamOptions> & { remembersFailures?: boolean | undefined };

/** The Anthropic provider, answered by the test's script. */
export const scriptedProvider = (name: string, remembersFailures = true): Provider => {
  const provider = anthropic('2023-06-01');
  return { ...provider, name, capabilities: { ...provider.capabilities, remembersFailures } };
};

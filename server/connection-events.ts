import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { AppError } from '#lib/errors.ts';
import { toErrorReply } from '#lib/gateway/dialects/chat/error.ts';
import { newId } from '#lib/id.ts';
import { log } from '#lib/log.ts';
import { sendReply } from './send.ts';

interface ConnectionHandlers {
  /** @throws AppError to refuse the request before any answer */
  answer(message: IncomingMessage, response: ServerResponse): void;
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Whether an answer is being written to the connection. */
  isBusy(socket: Socket): boolean;
}

/**
 * Each of a server's events ends in an answer or a closed connection. None ends the process, which would cut all
 * streams.
 */
export function handleConnections(server: Server, { answer, upgrade, isBusy }: ConnectionHandlers): void {
  server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    response.on('error', ignore);
    try {
      answer(message, response);
    } catch (error) {
      if (error instanceof AppError) refuseRequest(message, response, error);
      else closeFailed(response, error);
    }
  });
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', ignore);
    try {
      upgrade(message, socket, head);
    } catch (error) {
      closeFailed(socket, error);
    }
  });
  server.on('connect', (_message, socket: Duplex) =>
    refuseSocket(socket, new AppError('method_not_allowed', 'This server opens no tunnels.')),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    answerMalformed(error, socket, isBusy(socket)),
  );
}

/** Without a listener, an error of a response or a socket would be thrown. */
const ignore = (): void => {};

function closeFailed(writable: ServerResponse | Duplex, error: unknown): void {
  log.error({ err: error }, 'a request could not be answered');
  writable.destroy();
}

const STALL_TIMEOUT_MS = 5_000;
/** Time for the sender to read our refusal: closing at once would reset the connection. */
const LINGER_MS = 2_000;

/**
 * Answers malformed or too slow bytes on the bare socket, since Node has no response object for them.
 * @param isBusy an answer is being written to this socket, and ours would corrupt it
 */
function answerMalformed(error: NodeJS.ErrnoException, socket: Duplex, isBusy: boolean): void {
  if (isBusy || error.code === 'ECONNRESET') socket.destroy();
  else refuseSocket(socket, toFailure(error.code));
}

/** Answers on a socket that Node has handed over to us, without repeating any of its bytes. */
function refuseSocket(socket: Duplex, failure: AppError): void {
  socket.on('error', () => socket.destroy());
  if (!socket.writable) return void socket.destroy();
  const { status, headers, body } = reply(failure);
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.resume();
}

function refuseRequest(message: IncomingMessage, response: ServerResponse, failure: AppError): void {
  void sendReply(message, response, reply(failure), STALL_TIMEOUT_MS);
}

function toFailure(code: string | undefined): AppError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new AppError('request_timeout', 'The request took too long to arrive.');
  if (code === 'HPE_HEADER_OVERFLOW') return new AppError('request_too_large', 'The request’s headers are too large.');
  return new AppError('invalid_value', 'This is not a well-formed HTTP/1.1 request.');
}

const reply = (error: AppError) => toErrorReply(error, { requestId: newId('request') });

import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '#lib/errors.ts';
import { toErrorReply } from '#lib/gateway/dialects/chat/error.ts';
import { newId } from '#lib/id.ts';
import { sendReply } from './send.ts';

const STALL_TIMEOUT_MS = 5_000;
/** How long the sender may go on, to find our refusal: closing at once would reset the connection. */
const LINGER_MS = 2_000;

/**
 * Bytes that are no request, or come too slowly: answered on the bare socket, since Node has no response for them.
 * @param isBusy an answer is being written to this socket, and ours would land in the middle of it
 */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Duplex, isBusy: boolean): void {
  if (isBusy || error.code === 'ECONNRESET') socket.destroy();
  else refuseSocket(socket, toFailure(error.code));
}

/** An answer for a socket that Node has handed over to us; nothing of what was asked is repeated in it. */
export function refuseSocket(socket: Duplex, failure: AppError): void {
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

export function refuseRequest(message: IncomingMessage, response: ServerResponse, failure: AppError): void {
  void sendReply(message, response, reply(failure), STALL_TIMEOUT_MS);
}

function toFailure(code: string | undefined): AppError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new AppError('request_timeout', 'The request took too long to arrive.');
  if (code === 'HPE_HEADER_OVERFLOW') return new AppError('request_too_large', 'The request’s headers are too large.');
  return new AppError('invalid_value', 'This is not a well-formed HTTP/1.1 request.');
}

const reply = (error: AppError) => toErrorReply(error, { requestId: newId('request') });

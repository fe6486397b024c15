import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { AppError } from '#lib/errors.ts';
import { toErrorReply } from '#lib/gateway/openai/error.ts';
import { newId } from '#lib/id.ts';
import { sendReply } from './send.ts';

const STALL_TIMEOUT_MS = 5_000;

/**
 * Bytes that are no request, or come too slowly: answered on the bare socket, since Node has no response for them.
 * @param isBusy an answer is being written to this socket, and ours would land in the middle of it
 */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Socket, isBusy: boolean): void {
  if (isBusy || !socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, headers, body } = reply(toFailure(error.code));
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroySoon());
}

/** A request whose target is no path on this server: `GET http://elsewhere/`, `OPTIONS *`. */
export function refuseTarget(message: IncomingMessage, response: ServerResponse): void {
  const failure = new AppError('invalid_value', 'The request target must be a path that starts with `/`.');
  void sendReply(message, response, reply(failure), STALL_TIMEOUT_MS);
}

function toFailure(code: string | undefined): AppError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new AppError('request_timeout', 'The request took too long to arrive.');
  if (code === 'HPE_HEADER_OVERFLOW') return new AppError('request_too_large', 'The request’s headers are too large.');
  return new AppError('invalid_value', 'This is not a well-formed HTTP/1.1 request.');
}

const reply = (error: AppError) => toErrorReply(error, { requestId: newId('request') });

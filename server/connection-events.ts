import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { AppError } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { answerMalformed, refuseRequest, refuseSocket } from './malformed.ts';

export interface ConnectionHandlers {
  /** @throws AppError to refuse the request before anything was answered */
  answer(message: IncomingMessage, response: ServerResponse): void;
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Whether an answer is being written to the connection. */
  isBusy(socket: Socket): boolean;
}

/** Each of a server's events ends in an answer or a closed connection. None ends the process, which would cut all streams. */
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

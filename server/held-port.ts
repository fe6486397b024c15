import { createServer, type ServerResponse } from 'node:http';
import { AppError } from '#lib/errors.ts';
import { toErrorReply } from '#lib/gateway/dialects/chat/error.ts';
import { newId } from '#lib/id.ts';
import { StartError } from './start-error.ts';

const RETRY_AFTER_SECONDS = 2;

/**
 * Holds the port while TokenHub starts, which takes a minute the first time, so that no other program gets it. Callers
 * are asked to come back.
 * @returns releases the port, for the processes that will listen
 * @throws StartError with the reason when the port cannot be listened on
 */
export async function holdPort(port: number, host: string): Promise<() => Promise<void>> {
  const server = createServer((_message, response) => answerStarting(response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(toStartError(cause, port, host)));
    server.listen(port, host, resolve);
  });
  let released: Promise<void> | undefined;
  return () => {
    released ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return released;
  };
}

function answerStarting(response: ServerResponse): void {
  const failure = new AppError('server_busy', 'TokenHub is starting. Please retry.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
  const { status, headers, body } = toErrorReply(failure, { requestId: newId('request') });
  const refresh = String(RETRY_AFTER_SECONDS); // browsers then reload by themselves
  response.writeHead(status, { ...headers, refresh, connection: 'close' }).end(body);
}

function toStartError(cause: NodeJS.ErrnoException, port: number, host: string): StartError {
  const message =
    cause.code === 'EADDRINUSE'
      ? `Port ${port} is in use. Stop what uses it, or set PORT.`
      : `TokenHub cannot listen on ${host}, port ${port} (${cause.code}). Set HOST or PORT.`;
  return new StartError(message, { cause });
}

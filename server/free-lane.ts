import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '#lib/errors.ts';
import { CORS_HEADERS } from '#lib/gateway/cors.ts';
import { toErrorReply } from '#lib/gateway/dialects/chat/error.ts';
import { isFreeWork } from '#lib/gateway/free-work.ts';
import { newId } from '#lib/id.ts';
import type { PortalHeaderOptions } from './portal-headers.ts';
import { createPortalProxy } from './portal-proxy.ts';
import { sendReply } from './send.ts';

export interface FreeLane {
  /** Handles the request if it is free work, and returns whether it was. */
  take(message: IncomingMessage, response: ServerResponse): boolean;
  close(): void;
}

export interface FreeLaneOptions extends PortalHeaderOptions {
  /** Address of the process for free work, on this machine. */
  url: string;
  /** Limit of concurrent requests. */
  most?: number;
}

/** Ten accounts with the default limit of concurrent calls each. */
const MOST = 2_000;
const RETRY_AFTER_SECONDS = 2;
const STALL_TIMEOUT_MS = 60_000;
/** Longer than any time limit of the process for free work itself. */
const SILENCE_TIMEOUT_MS = 86_400_000;

/** Passes free work from a gateway to its process, so that the gateway only copies bytes. */
export function createFreeLane({ most = MOST, ...options }: FreeLaneOptions): FreeLane {
  const proxy = createPortalProxy({
    ...options,
    isDevelopment: false,
    silenceTimeoutMs: SILENCE_TIMEOUT_MS,
    answerUnavailable,
  });
  let running = 0;
  return {
    take: (message, response) => {
      const header = (name: string) => message.headers[name] as string | undefined;
      const { method, url } = message as { method: string; url: string };
      if (!isFreeWork({ method, url, header })) return false;
      if (running >= most) {
        answerUnavailable(message, response);
        return true;
      }
      running += 1;
      response.once('close', () => {
        running -= 1;
      });
      proxy.pass(message, response);
      return true;
    },
    close: proxy.close,
  };
}

function answerUnavailable(message: IncomingMessage, response: ServerResponse): void {
  const failure = new AppError('server_busy', 'The sandbox is busy or starting again. Please retry.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
  const reply = toErrorReply(failure, { requestId: newId('request') });
  if (message.headers.origin !== undefined) Object.assign(reply.headers, CORS_HEADERS);
  void sendReply(message, response, reply, STALL_TIMEOUT_MS);
}

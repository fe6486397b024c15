import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';
import { BodyChunks } from './body-chunks.ts';
import { clientAddress } from './client-address.ts';
import { sendReply } from './send.ts';

export interface AdapterOptions {
  handle: (request: GatewayRequest) => Promise<GatewayReply>;
  /** A caller that reads nothing for this long, while data is waiting, counts as gone. */
  clientStallTimeoutMs: number;
  trustedProxies: number;
}

/**
 * Handles an API call from socket to socket. Resolves when its last byte is written or the caller is gone; never
 * rejects.
 */
export async function passToGateway(message: IncomingMessage, response: ServerResponse, options: AdapterOptions) {
  const caller = new Caller(response);
  try {
    const reply = await options.handle(new SocketRequest(message, caller, options.trustedProxies));
    await sendReply(message, response, reply, options.clientStallTimeoutMs);
  } catch {
    // The gateway answers its own failures. Errors here came after the status line, or from a reply that cannot be
    // sent.
    response.destroy();
  }
}

/** Whether the caller is still there. The signal is made at first use, since most answers never need one. */
class Caller {
  #isGone = false;
  #controller: AbortController | undefined;

  constructor(response: ServerResponse) {
    response.once('close', () => {
      if (response.writableFinished) return;
      this.#isGone = true;
      this.#controller?.abort();
    });
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#isGone) this.#controller.abort();
    }
    return this.#controller.signal;
  }
}

/** Node's message as a gateway request: a view, not a copy. */
class SocketRequest implements GatewayRequest {
  readonly #message: IncomingMessage;
  readonly #caller: Caller;
  readonly #trustedProxies: number;

  constructor(message: IncomingMessage, caller: Caller, trustedProxies: number) {
    this.#message = message;
    this.#caller = caller;
    this.#trustedProxies = trustedProxies;
  }

  get method(): string {
    return this.#message.method as string;
  }

  get url(): string {
    return this.#message.url as string;
  }

  get body(): AsyncIterable<Uint8Array> {
    return new BodyChunks(this.#message);
  }

  get clientIp(): string {
    return clientAddress(this.#message, this.#trustedProxies);
  }

  get signal(): AbortSignal {
    return this.#caller.signal;
  }

  header(name: string): string | undefined {
    const value = this.#message.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }
}

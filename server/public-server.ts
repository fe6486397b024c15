import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Gateway } from '#lib/gateway/gateway.ts';
import { admitRequest } from './admit-request.ts';
import { findProxy } from './client-address.ts';
import { handleConnections } from './connection-events.ts';
import type { FreeLane } from './free-lane.ts';
import { passToGateway } from './node-adapter.ts';
import type { PortalProxy } from './portal-proxy.ts';
import { sendReply } from './send.ts';

export interface PublicServerOptions {
  gateway: Pick<Gateway, 'handle' | 'drain' | 'readiness'>;
  portal: PortalProxy;
  /** Passes free work on; without it, this process answers free work itself. */
  freeLane?: Pick<FreeLane, 'take'> | undefined;
  bodyTimeoutMs: number;
  clientStallTimeoutMs: number;
  trustedProxies: number;
  /** Called once, when a proxy passes requests on although none is trusted: all callers then have its address. */
  onUndeclaredProxy?: (address: string) => void;
  /** Time limit for a request's headers. */
  headersTimeoutMs?: number;
}

export interface PublicServer {
  server: Server;
  /**
   * Lets running requests finish, for at most `timeoutMs`. New API calls are asked to retry meanwhile, unless another
   * process has taken over the port: then this one stops listening at once.
   */
  drain(timeoutMs: number, options?: { isReplaced: boolean }): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_TIMEOUT_MS = 65_000; // longer than the usual 60 s of load balancers, so that they close first
const MAX_HEADER_BYTES = 32_768;
const LAST_BYTES_MS = 1_000;

/** The public server: answers the API itself, and passes pages on to the portal beside it. */
export function createPublicServer(options: PublicServerOptions): PublicServer {
  const { gateway, portal } = options;
  const traffic = new Traffic();
  const headersTimeout = options.headersTimeoutMs ?? HEADERS_TIMEOUT_MS;
  const server = createServer({
    headersTimeout,
    requestTimeout: headersTimeout + options.bodyTimeoutMs,
    connectionsCheckingInterval: Math.min(headersTimeout, 1_000),
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    requireHostHeader: false, // our own check refuses it, in the form of all our refusals
    // Other offers to upgrade, such as HTTP/2 over clear text, are ignored.
    shouldUpgradeCallback: portal.acceptsUpgrade,
  });
  const api = { ...options, handle: gateway.handle };
  const lookForProxy = toProxyWatch(options);
  const answerApi = (message: IncomingMessage, response: ServerResponse): void => {
    const isTaken = !traffic.isDraining && options.freeLane?.take(message, response);
    if (!isTaken) void passToGateway(message, response, api);
  };
  const answer = (message: IncomingMessage, response: ServerResponse): void => {
    traffic.enter(message.socket, response);
    lookForProxy(message);
    const url = admitRequest(message);
    message.url = url;
    if (isApi(url)) answerApi(message, response);
    else if (url === '/healthz') void answerHealth(message, response, { status: 'ok' });
    else if (url === '/readyz') void answerReadiness(message, response, options, traffic.isDraining);
    else portal.pass(message, response);
  };
  handleConnections(server, { answer, upgrade: portal.upgrade, isBusy: (socket) => traffic.isBusy(socket) });
  return {
    server,
    drain: async (timeoutMs, { isReplaced } = { isReplaced: false }) => {
      gateway.drain();
      if (isReplaced) server.close();
      else server.closeIdleConnections();
      await Promise.race([traffic.drain(), delay(timeoutMs, undefined, { ref: false })]);
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.race([closed, delay(LAST_BYTES_MS, undefined, { ref: false })]);
      server.closeAllConnections();
    },
  };
}

function toProxyWatch({ trustedProxies, onUndeclaredProxy }: PublicServerOptions): (message: IncomingMessage) => void {
  let isOver = trustedProxies > 0;
  return (message) => {
    const address = isOver ? null : findProxy(message);
    if (address === null) return;
    isOver = true;
    onUndeclaredProxy?.(address);
  };
}

const isApi = (url: string): boolean => url.startsWith('/api/v1') && (url.length === 7 || '/?'.includes(url.charAt(7)));

const UNREADABLE = { ready: false, checks: { process: 'failing' } };

async function answerReadiness(
  message: IncomingMessage,
  response: ServerResponse,
  { gateway }: PublicServerOptions,
  isDraining: boolean,
): Promise<void> {
  const { ready, checks } = await gateway.readiness().catch(() => UNREADABLE);
  const body = isDraining ? { ready: false, checks: { ...checks, process: 'draining' } } : { ready, checks };
  await answerHealth(message, response, body, body.ready ? 200 : 503);
}

const answerHealth = (
  message: IncomingMessage,
  response: ServerResponse,
  body: object,
  status = 200,
): Promise<void> => {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return sendReply(message, response, { status, headers, body: JSON.stringify(body) }, LAST_BYTES_MS);
};

/**
 * Counts running answers per connection, and decides whether it may stay open after them. A table of answers would be
 * slower to collect: whenever it grows, its old copy keeps them all until the next full collection.
 */
class Traffic {
  readonly #answers = new Map<Socket, number>();
  #whenQuiet: (() => void) | undefined;
  isDraining = false;

  enter(socket: Socket, response: ServerResponse): void {
    this.#count(socket, 1);
    if (this.isDraining) response.shouldKeepAlive = false; // Node then sends `connection: close`
    response.once('close', () => {
      this.#count(socket, -1);
      if (this.#answers.size === 0) this.#whenQuiet?.();
    });
  }

  isBusy(socket: Socket): boolean {
    return this.#answers.has(socket);
  }

  #count(socket: Socket, change: 1 | -1): void {
    const count = (this.#answers.get(socket) ?? 0) + change;
    if (count > 0) this.#answers.set(socket, count);
    else this.#answers.delete(socket);
  }

  /** Resolves after the last answer. */
  drain(): Promise<void> {
    this.isDraining = true;
    return new Promise((resolve) => {
      this.#whenQuiet = resolve;
      if (this.#answers.size === 0) resolve();
    });
  }
}

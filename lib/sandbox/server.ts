import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { PromptCache } from './cache.ts';
import { Attempts, Capacity, type Limits } from './capacity.ts';
import { dispatch } from './dispatch.ts';
import { prepareResponse, type SandboxState } from './exchange.ts';

export interface SandboxOptions {
  /** 0, the default, selects a free port. */
  port?: number;
  /** Defaults to 127.0.0.1: the sandbox is for this machine. */
  host?: string;
  /** Milliseconds; the clock of the prompt cache. */
  now?: () => number;
  /** Waits between the pieces of a slow answer. */
  sleep?: SandboxState['sleep'];
  /** Limits of concurrent work. */
  limits?: Partial<Limits>;
}

export interface RunningSandbox {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  /** Ends open streams and stops listening. */
  close(): Promise<void>;
}

/** Longer than any client keeps an idle connection, so that the client closes it first. */
const KEEP_ALIVE_MS = 120_000;

const realSleep: SandboxState['sleep'] = (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined);

/** Starts the sandbox: a Messages API of our own, deterministic and free. Fails when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const { port = 0, host = '127.0.0.1', now = Date.now, sleep = realSleep, limits } = options;
  const state: SandboxState = {
    cache: new PromptCache(now),
    attempts: new Attempts(),
    capacity: new Capacity(limits),
    now,
    sleep,
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void dispatch(prepareResponse(request, response, state));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

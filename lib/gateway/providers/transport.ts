import { type Dispatcher, Pool } from 'undici';

export interface Transport {
  dispatch(request: TransportRequest, handler: Dispatcher.DispatchHandler): void;
  /** Closes at once, open calls included. */
  close(): Promise<void>;
}

export interface TransportRequest {
  method: 'GET' | 'POST';
  /** Below the base URL: `/v1/messages`. */
  path: string;
  /** Names and values in turn, the form that costs undici least. */
  headers: string[];
  body: Buffer | null;
}

export interface TransportOptions {
  baseUrl: string;
  connectMs: number;
  maxConnections: number;
}

/** A kept-alive pool of HTTP/1.1 connections to one origin, without decompression and without timers of its own. */
export function createTransport({ baseUrl, connectMs, maxConnections }: TransportOptions): Transport {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, '');
  const pool = new Pool(origin, {
    connections: maxConnections,
    connect: { timeout: connectMs },
    keepAliveTimeout: 15_000,
    // Our own watch covers these phases, at less cost and with a clock that tests can set.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  });
  return {
    dispatch: ({ method, path, headers, body }, handler) =>
      void pool.dispatch({ method, path: prefix + path, headers, body }, handler),
    close: () => pool.destroy(),
  };
}

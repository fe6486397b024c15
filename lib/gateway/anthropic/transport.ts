import type { Socket } from 'node:net';
import { buildConnector, type Dispatcher, Pool } from 'undici';

export interface Transport {
  dispatch(request: TransportRequest, handler: Dispatcher.DispatchHandler): void;
  /** Ends at once, open exchanges included. */
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
    connect: connectMerging(connectMs),
    keepAliveTimeout: 15_000,
    // Our own watch covers these phases, cheaper and with a clock that tests can move.
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

/** Up to here, copying a body behind its head costs less than handing the two to the kernel as a list. */
const MERGED_BYTES = 65_536;

/** Connections that send a request's head and body as one piece. */
function connectMerging(timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout });
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (socket) mergeWrites(socket);
      if (error) callback(error, null);
      else callback(null, socket);
    });
}

interface Piece {
  chunk: Buffer | string;
  encoding: BufferEncoding;
}

function mergeWrites(socket: Socket): void {
  const writeMany = socket._writev?.bind(socket);
  socket._writev = (pieces: Piece[], done) => {
    const buffers = pieces.map(({ chunk, encoding }) =>
      typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk,
    );
    const bytes = buffers.reduce((sum, { length }) => sum + length, 0);
    if (bytes > MERGED_BYTES && writeMany) writeMany(pieces, done);
    else socket._write(Buffer.concat(buffers, bytes), 'buffer' as BufferEncoding, done);
  };
}

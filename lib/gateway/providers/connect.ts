import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { ReadCoalescer } from './read-coalescer.ts';

/** Up to here, copying a body behind its head costs less than handing the two to the kernel as a list. */
const MERGED_BYTES = 65_536;

/** Connects a client that can tell whether it is being answered. */
type ConnectorFor = (isAnswered: () => boolean) => buildConnector.connector;

/** Connections that ask the kernel for as little as they can: to send a request in one piece, and to read answers in turns. */
export function createConnector(timeout: number): ConnectorFor {
  const turns = new ReadCoalescer();
  const connect = buildConnector(optionsWith(timeout));
  return (isAnswered) => (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      mergeWrites(socket);
      turns.add(socket, isAnswered);
      callback(null, socket);
    });
}

/** A socket that holds a byte is full already: each read then waits for whoever reads to ask for the next one. */
const optionsWith = (timeout: number): buildConnector.BuildOptions & { highWaterMark: number } => ({
  timeout,
  highWaterMark: 1,
});

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

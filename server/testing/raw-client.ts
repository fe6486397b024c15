import { connect } from 'node:net';

export interface RawAnswer {
  text: string;
  /** False when the server neither ended nor closed the connection in time. */
  isClosed: boolean;
}

export interface RawOptions {
  /** How long to wait for a first byte before saying that nothing more will be sent; not said unless given. */
  patienceMs?: number;
  /** How long the server may take for everything. */
  deadlineMs: number;
}

/** After an answer, for another one. */
const QUIET_MS = 25;

/** Sends bytes as they are and collects what comes back until the server closes the connection, in order or not. */
export function exchangeRaw(port: number, pieces: readonly string[], options: RawOptions): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const chunks: Buffer[] = [];
    const finish = (isClosed: boolean) => {
      clearTimeout(end);
      clearTimeout(deadline);
      socket.destroy();
      resolve({ text: Buffer.concat(chunks).toString('latin1'), isClosed });
    };
    const sayEnd = () => void socket.end();
    const deadline = setTimeout(() => finish(false), options.deadlineMs);
    let end = options.patienceMs === undefined ? undefined : setTimeout(sayEnd, options.patienceMs);
    socket
      .on('data', (chunk) => {
        if (chunks.push(chunk) > 1) return;
        clearTimeout(end);
        end = setTimeout(sayEnd, QUIET_MS);
      })
      .on('end', () => finish(true))
      .on('error', () => finish(true))
      .on('close', () => finish(true));
    for (const piece of pieces) socket.write(piece, 'latin1');
  });
}

/** Runs the task for each item, so many at a time. */
export async function runEach<T>(items: readonly T[], width: number, task: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await task(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

import { connect, type Socket } from 'node:net';

interface RawAnswer {
  text: string;
  /** False when the server neither ended nor closed the connection in time. */
  isClosed: boolean;
}

interface RawOptions {
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

export type Outcome =
  | { kind: 'answered'; text: string; socket: Socket }
  /** Reset, closed or refused: the caller knows at once. */
  | { kind: 'cut' }
  /** Nothing for as long as the caller waited. */
  | { kind: 'silent' };

/** One request on a socket of its own, and what becomes of it within `patienceMs`. */
export function callRaw(
  port: number,
  { request, patienceMs }: { request: string; patienceMs: number },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const timer = setTimeout(() => {
      resolve({ kind: 'silent' });
      socket.destroy();
    }, patienceMs);
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (isWhole(text)) end({ kind: 'answered', text, socket });
    });
    socket.on('error', () => end({ kind: 'cut' }));
    socket.on('close', () => end({ kind: 'cut' }));
  });
}

/** Answers here are short and tell their length. */
function isWhole(text: string): boolean {
  const [head = '', body] = text.split('\r\n\r\n', 2);
  const [, length] = /content-length: (\d+)/i.exec(head) ?? [];
  return body !== undefined && Buffer.byteLength(body) >= Number(length);
}

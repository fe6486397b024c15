import { connect, type Socket } from 'node:net';

interface RawAnswer {
  text: string;
  /** False when the server did not end or close the connection in time. */
  isClosed: boolean;
}

interface RawOptions {
  /** Time to wait for a first byte before ending our side; without it, our side is not ended. */
  patienceMs?: number;
  /** Time limit of the whole exchange. */
  deadlineMs: number;
}

/** Time to wait for another answer after the first. */
const QUIET_MS = 25;

/** Sends bytes as they are and collects the answer until the server closes the connection, cleanly or not. */
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
  /** Reset, closed or refused, which the caller notices at once. */
  | { kind: 'cut' }
  /** No answer while the caller waited. */
  | { kind: 'silent' };

/** Sends one request on a new socket, and returns its outcome within `patienceMs`. */
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

/** Answers here are short and have a content length. */
function isWhole(text: string): boolean {
  const [head = '', body] = text.split('\r\n\r\n', 2);
  const [, length] = /content-length: (\d+)/i.exec(head) ?? [];
  return body !== undefined && Buffer.byteLength(body) >= Number(length);
}

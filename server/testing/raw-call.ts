import { connect, type Socket } from 'node:net';

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

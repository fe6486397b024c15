import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayReply } from '#lib/gateway/http.ts';

/** An unread body up to this size is read and discarded, so that the connection stays usable. */
const WORTH_READING_BYTES = 65_536;
/** Time for a caller that is still sending to read our refusal: closing at once would reset the connection. */
const LINGER_MS = 2_000;

/** Writes the gateway's reply. A streamed body is pulled as fast as the caller reads, and is ended when they leave. */
export async function sendReply(
  message: IncomingMessage,
  response: ServerResponse,
  reply: GatewayReply,
  stallTimeoutMs: number,
): Promise<void> {
  const { status, headers, body } = reply;
  if (body !== null && typeof body === 'object') {
    response.writeHead(status, headers);
    return sendStream(response, body, stallTimeoutMs);
  }
  if (response.destroyed) return;
  sendWhole(message, response, { status, headers, body: body ?? '' });
}

function sendWhole(message: IncomingMessage, response: ServerResponse, { status, headers, body }: WholeReply): void {
  if (status !== 204 && status !== 304) headers['content-length'] = String(Buffer.byteLength(body));
  if (message.complete || isShort(message)) {
    response.writeHead(status, headers).end(body);
    return;
  }
  headers.connection = 'close';
  response.writeHead(status, headers).write(body);
  endReply(message, response);
}

/** Ends a written reply, after its sender has had time to read it. */
export function endReply(message: IncomingMessage, response: ServerResponse): void {
  const end = () => response.end();
  if (message.complete) return void end();
  const timer = setTimeout(end, LINGER_MS);
  response.once('close', () => clearTimeout(timer));
  message.once('end', end).resume();
}

interface WholeReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const isShort = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= WORTH_READING_BYTES;

async function sendStream(
  response: ServerResponse,
  pieces: AsyncIterable<string>,
  stallTimeoutMs: number,
): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  const leave = async () => void (await iterator.return?.());
  // Called from here too, because the loop may be waiting for a piece when the caller leaves.
  response.once('close', leave);
  // Pulled once even without a reader: a generator that never started would skip its `finally`.
  for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
    if (!response.destroyed && !response.write(step.value)) await hasDrained(response, stallTimeoutMs);
    if (response.destroyed) return leave();
  }
  response.off('close', leave).end();
}

/** Resolves when there is room again, or the caller is gone, which includes stalling too long. */
function hasDrained(response: ServerResponse, stallTimeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => response.destroy(), stallTimeoutMs);
    const done = () => {
      clearTimeout(timer);
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}

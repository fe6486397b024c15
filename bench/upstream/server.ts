import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  closingFrames,
  deltaFrame,
  NO_SCRIPT,
  openingFrames,
  readScript,
  type StreamScript,
  stampedFrame,
  WHOLE_ANSWER,
} from './answers.ts';

/** A Messages API that answers at once, or at the pace in the prompt. Reports its address, and ends with its parent. */
const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => answer(request, response, Buffer.concat(pieces)));
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.once('disconnect', () => process.exit());

function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  if (request.method !== 'POST' || !request.url?.startsWith('/v1/messages')) response.writeHead(404).end();
  else if (body.includes('"stream":true')) stream(response, readScript(body) ?? NO_SCRIPT);
  else whole(response);
}

function whole(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': WHOLE_ANSWER.length,
    'request-id': 'req_bench',
  });
  response.end(WHOLE_ANSWER);
}

function stream(response: ServerResponse, { chunks, delayMs }: StreamScript): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'request-id': 'req_bench' });
  response.write(openingFrames);
  let sent = 0;
  // One event per turn of the event loop, so that each is a separate chunk on the wire, as with the real API.
  const next = () => {
    if (response.destroyed) return;
    if (sent++ === chunks) {
      response.end(closingFrames(chunks));
      return;
    }
    response.write(delayMs > 0 ? stampedFrame() : deltaFrame);
    if (delayMs > 0) setTimeout(next, delayMs);
    else setImmediate(next);
  };
  next();
}

import type { GatewayReply, GatewayRequest } from './exchange.ts';

const MAPPED = /^::ffff:(?=\d+\.)/i; // an IPv4 caller on an IPv6 socket

/** A web request as the gateway sees it. Next puts the sender's address into `x-forwarded-for`. */
export function toGatewayRequest(request: Request): GatewayRequest {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    url: pathname + search,
    header: (name) => request.headers.get(name) ?? undefined,
    body: (request.body ?? []) as AsyncIterable<Uint8Array>,
    clientIp: (request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '').replace(MAPPED, ''),
    signal: request.signal,
  };
}

/** The gateway's reply as a web response. Its stream asks for a piece only when the caller has room for one. */
export function toResponse({ status, headers, body }: GatewayReply): Response {
  return new Response(typeof body === 'object' && body ? toReadableStream(body) : body, { status, headers });
}

function toReadableStream(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

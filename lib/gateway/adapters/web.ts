import { callerAddress } from '#lib/http/forwarded-address.ts';
import type { GatewayReply, GatewayRequest } from '../http.ts';

export function toGatewayRequest(request: Request): GatewayRequest {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    url: pathname + search,
    header: (name) => request.headers.get(name) ?? undefined,
    body: (request.body ?? []) as AsyncIterable<Uint8Array>,
    clientIp: callerAddress(request.headers),
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

import { describe, expect, it } from 'vitest';
import { toGatewayRequest, toResponse } from './web.ts';

const reply = (body: string | AsyncIterable<string> | null) => ({
  status: 200,
  headers: { 'x-request-id': 'r' },
  body,
});

describe('a web request', () => {
  it('becomes the gateway’s: target without the origin, one header at a time, no address that is a claim', async () => {
    const request = toGatewayRequest(
      new Request('https://hub.example/api/v1/models?limit=2', {
        method: 'POST',
        body: 'häll',
        headers: { 'x-forwarded-for': '1.1.1.1, ::ffff:198.51.100.7', authorization: 'Bearer x' },
      }),
    );
    expect(request).toMatchObject({ method: 'POST', url: '/api/v1/models?limit=2', clientIp: '' });
    expect([request.header('authorization'), request.header('absent')]).toEqual(['Bearer x', undefined]);
    const chunks: Uint8Array[] = [];
    for await (const chunk of request.body) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('häll');
  });

  it('without a body has an empty one', async () => {
    for await (const _ of toGatewayRequest(new Request('https://hub.example/x')).body) expect.unreachable();
  });
});

describe('a streamed reply', () => {
  async function* pieces(log: string[]) {
    try {
      for (const piece of ['a', 'b', 'c']) {
        log.push(piece);
        yield piece;
      }
    } finally {
      log.push('end');
    }
  }

  it('is whole, in order, with the gateway’s status and headers', async () => {
    const response = toResponse(reply(pieces([])));
    expect(response.headers.get('x-request-id')).toBe('r');
    expect(await response.text()).toBe('abc');
  });

  it('is not pulled before the first read, and ends its source when the reader leaves', async () => {
    const log: string[] = [];
    const reader = toResponse(reply(pieces(log))).body?.getReader();
    expect(log).toEqual([]);
    await reader?.read();
    expect(log).toEqual(['a']);
    await reader?.cancel();
    expect(log).toEqual(['a', 'end']);
  });
});

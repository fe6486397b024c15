import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';
import { ok, openSocket, openTestPublicServer, sendRaw, type TestPublicServer } from './testing/public-server.ts';

let opened: TestPublicServer;
const open = async (...args: Parameters<typeof openTestPublicServer>) => {
  opened = await openTestPublicServer(...args);
  return opened;
};
afterEach(() => opened.close());

const CHUNKED = 'POST /api/v1/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n';
const GET = 'GET /api/v1/models?limit=2 HTTP/1.1\r\nHost: x\r\n';

describe('a request through the adapter', () => {
  it('arrives whole: method, target, headers, body and the address of its sender', async () => {
    const { url } = await open(async (request) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request.body) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      const { method, clientIp } = request;
      return ok(JSON.stringify({ method, url: request.url, type: request.header('content-type'), body, clientIp }));
    });
    const reply = await fetch(`${url}/api/v1/chat/completions?a=1`, { method: 'POST', body: 'häll' });
    expect(reply.headers.get('content-length')).not.toBeNull();
    expect(await reply.json()).toEqual({
      method: 'POST',
      url: '/api/v1/chat/completions?a=1',
      type: 'text/plain;charset=UTF-8',
      body: 'häll',
      clientIp: '127.0.0.1',
    });
  });

  it('is refused before its body has arrived, and the sender reads why', async () => {
    const { port } = await open(async () => ({ status: 413, headers: {}, body: 'too large' }));
    const socket = await openSocket(port);
    socket.write('POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 99000000\r\n\r\n');
    const [answer] = await once(socket.setEncoding('utf8'), 'data');
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*too large$/i);
    socket.destroy();
  });

  it('keeps its connection when a small body was not read', async () => {
    const { port } = await open(async () => ({ status: 401, headers: {}, body: 'no' }));
    const socket = await openSocket(port);
    socket.write('POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n');
    await once(socket.setEncoding('utf8'), 'data');
    socket.write(`body${GET}\r\n`);
    const [answer] = await once(socket, 'data');
    expect(answer).toMatch(/^HTTP\/1\.1 401/);
    socket.destroy();
  });
});

it.each(['/api/./v1/x', '//api/v1/x', '/api/%76%31/x', '/en/../api/v1/x', '/api//v1/%78'])(
  'a path has one spelling: %s is the API’s',
  async (target) => {
    const { port } = await open(async ({ url }) => ok(`gateway ${url}`));
    const answer = await sendRaw(port, `GET ${target}?a=%78 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toContain('gateway /api/v1/x?a=%78');
  },
);

describe('a streamed answer', () => {
  it('is pulled only as fast as the caller reads', async () => {
    const piece = 'x'.repeat(65_536);
    let pulled = 0;
    async function* endless() {
      for (;;) {
        pulled += 1;
        yield piece;
        await nextTurn();
      }
    }
    const { port } = await open(async () => ok(endless()));
    const socket = await openSocket(port);
    socket.pause().write(`${GET}\r\n`);
    const paused = await settled(() => pulled);
    expect(paused * piece.length).toBeLessThan(16 * 1024 * 1024); // the kernel's buffers for one connection
    socket.resume();
    while (pulled < paused + 10) await nextTurn();
    socket.destroy();
  });

  it('ends, with its source, within a second of the caller leaving, even while the source is silent', async () => {
    const told = Promise.withResolvers<Set<string>>();
    const { port } = await open(async (request) => ok(silentAfterOne(request, told.resolve)));
    const socket = await openSocket(port);
    socket.write(`${GET}\r\n`);
    await once(socket, 'data');
    const leftAt = performance.now();
    socket.destroy();
    expect(await told.promise).toEqual(new Set(['abort', 'return']));
    expect(performance.now() - leftAt).toBeLessThan(1_000);
  });

  it('ends when the caller reads nothing for the stall time', async () => {
    const ended = Promise.withResolvers<void>();
    async function* endless() {
      try {
        for (;;) yield 'x'.repeat(1_048_576);
      } finally {
        ended.resolve();
      }
    }
    const { port } = await open(async () => ok(endless()), { clientStallTimeoutMs: 50 });
    const socket = await openSocket(port);
    socket.pause().on('error', () => {});
    socket.write(`${GET}\r\n`);
    await ended.promise;
    socket.destroy();
  });

  it('runs its cleanup even when the caller left before the first piece', async () => {
    const arrived = Promise.withResolvers<GatewayRequest>();
    const reply = Promise.withResolvers<GatewayReply>();
    const settledBill = Promise.withResolvers<void>();
    const { port } = await open((request) => {
      arrived.resolve(request);
      return reply.promise;
    });
    const socket = await openSocket(port);
    socket.write(`${GET}\r\n`);
    const { signal } = await arrived.promise;
    socket.destroy();
    await once(signal, 'abort');
    async function* pieces() {
      try {
        yield 'a';
      } finally {
        settledBill.resolve();
      }
    }
    reply.resolve(ok(pieces()));
    await settledBill.promise;
  });

  it('does not abort a request that was answered whole', async () => {
    let signal: AbortSignal | undefined;
    const { url } = await open(async (request) => {
      signal = request.signal;
      return ok('done');
    });
    await (await fetch(`${url}/api/v1/models`)).text();
    await nextTurn();
    expect(signal?.aborted).toBe(false);
  });
});

describe('bytes that are no proper request', () => {
  it.each([
    ['two lengths', 'POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd'],
    [
      'a length and chunks',
      'POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a folded header', 'GET /api/v1/x HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n'],
    ['a target elsewhere', 'GET http://elsewhere/api/v1/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost : x\r\n\r\n'],
    ['the same length twice', 'POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na'],
    ['a length with a sign', 'POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na'],
    ['another transfer coding', `${CHUNKED}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    ['chunks twice', `${CHUNKED}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['chunks in HTTP/1.0', 'POST /api/v1/x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['no host', 'GET /api/v1/x HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['two hosts', 'GET /api/v1/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nhOST: x\r\n\r\n'],
    ['a list of hosts', 'GET /api/v1/x HTTP/1.1\r\nHost: x, y\r\nConnection: close\r\n\r\n'],
    ['a user before the host', 'GET /en HTTP/1.1\r\nHost: x@y\r\nConnection: close\r\n\r\n'],
    ['no version', 'GET /api/v1/x\r\n\r\n'],
    ['a version to come', 'GET /api/v1/x HTTP/2.0\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a fragment', 'GET /api/v1#x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['an escape that is none', 'GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ])('%s: refused with 400 in OpenAI’s form', async (_name, bytes) => {
    const { port } = await open(async () => ok('reached the gateway'));
    const answer = await sendRaw(port, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ error: { code: 'invalid_value' } });
  });

  it('a tunnel is not opened', async () => {
    const { port } = await open(async () => ok('x'));
    const answer = await sendRaw(port, 'CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 405 [\s\S]*method_not_allowed/);
  });

  it('an unknown expectation is refused, and 100-continue is answered', async () => {
    const { port } = await open(async () => ok('x'));
    const close = 'Connection: close\r\n';
    expect(await sendRaw(port, `${GET}${close}Expect: miracles\r\n\r\n`)).toMatch(/^HTTP\/1\.1 417 /);
    const answer = await sendRaw(port, `${CHUNKED}Content-Length: 0\r\nExpect: 100-continue\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  });

  it('headers without an end are cut with 408 after the time allowed', async () => {
    const { port } = await open(async () => ok('x'), { headersTimeoutMs: 60 });
    expect(await sendRaw(port, 'GET /api/v1/x HTTP/1.1\r\nHost: x\r\n')).toMatch(
      /^HTTP\/1\.1 408 [\s\S]*request_timeout/,
    );
  });

  it('a body without an end is cut after the time allowed', async () => {
    const { port } = await open(() => new Promise(() => {}), { headersTimeoutMs: 60, bodyTimeoutMs: 60 });
    const bytes = 'POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n\r\nab';
    expect(await sendRaw(port, bytes)).not.toContain('HTTP/1.1 200');
  });

  it('headers beyond 32 KB are refused', async () => {
    const { port } = await open(async () => ok('x'));
    expect(await sendRaw(port, `${GET}A: ${'a'.repeat(40_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 413 [\s\S]*request_too_large/,
    );
  });

  it('an offer to upgrade to HTTP/2 is answered in HTTP/1.1', async () => {
    const { port } = await open(async () => ok('plain'));
    const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n';
    const socket = await openSocket(port);
    socket.write(`${GET}${offer}\r\n`);
    expect((await once(socket.setEncoding('utf8'), 'data'))[0]).toMatch(/^HTTP\/1\.1 200/);
    socket.destroy();
  });
});

/** Yields once, then waits for ever. Calls `tell` once it has heard of the caller's leaving in both ways. */
function silentAfterOne({ signal }: GatewayRequest, tell: (heard: Set<string>) => void): AsyncIterable<string> {
  const heard = new Set<string>();
  const hear = (what: string) => heard.add(what).size === 2 && tell(heard);
  signal.addEventListener('abort', () => hear('abort'));
  let count = 0;
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => (count++ === 0 ? Promise.resolve({ value: 'a', done: false }) : new Promise(() => {})),
      return: async () => {
        hear('return');
        return { value: undefined, done: true };
      },
    }),
  };
}

/** Returns the value once it has stopped changing for many turns of the event loop. */
async function settled(read: () => number): Promise<number> {
  let last = -1;
  let quiet = 0;
  while (quiet < 2_000) {
    await nextTurn();
    quiet = read() === last && last > 0 ? quiet + 1 : 0;
    last = read();
  }
  return last;
}

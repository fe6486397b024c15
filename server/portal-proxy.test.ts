import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  ok,
  openSocket,
  openTestPublicServer,
  openTestServer,
  sendRaw,
  type TestPublicServer,
} from './testing/public-server.ts';

const closers: (() => Promise<void>)[] = [];
const closing = <T extends { close(): Promise<void> }>(it: T): T => {
  closers.push(it.close);
  return it;
};
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const CHUNKED = 'POST /upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked';

type PortalOptions = Omit<NonNullable<Parameters<typeof openTestPublicServer>[1]>, 'portalUrl'>;

/** Opens a public server before a portal that answers with `answer`. */
async function openPortal(
  answer: (message: IncomingMessage, response: ServerResponse) => void,
  options: PortalOptions = {},
): Promise<TestPublicServer> {
  const portal = closing(await openTestServer(answer));
  return closing(await openTestPublicServer(async () => ok('api'), { ...options, portalUrl: portal.url }));
}

const repeat = ({ method, url, headers }: IncomingMessage, response: ServerResponse) =>
  response.end(JSON.stringify({ method, url, headers }));

describe('the portal behind the public server', () => {
  it('gets everything that is not the API, with the caller’s address in our words', async () => {
    const portal = closing(
      await openTestServer((message, response) => {
        response.setHeader('set-cookie', ['a=1', 'b=2']);
        response.end(JSON.stringify({ url: message.url, headers: message.headers }));
      }),
    );
    const { url, port } = closing(await openTestPublicServer(async () => ok('api'), { portalUrl: portal.url }));
    const reply = await fetch(`${url}/api/v10/x?y`, {
      headers: { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'https', 'x-middleware-subrequest': 'x' },
    });
    expect(reply.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const { url: path, headers } = (await reply.json()) as { url: string; headers: Record<string, string> };
    expect(path).toBe('/api/v10/x?y');
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': `127.0.0.1:${port}`,
      'x-forwarded-proto': 'http',
    });
    expect(headers).not.toHaveProperty('x-middleware-subrequest');
  });

  it('passes bodies on in both directions', async () => {
    const portal = closing(await openTestServer((message, response) => void message.pipe(response)));
    const { url } = closing(await openTestPublicServer(async () => ok('api'), { portalUrl: portal.url }));
    const body = 'x'.repeat(300_000);
    expect(await (await fetch(`${url}/upload`, { method: 'POST', body })).text()).toBe(body);
  });

  it('answers 503 while the portal is down, works again when it is back, and cuts no stream meanwhile', async () => {
    const finish = Promise.withResolvers<void>();
    const first = await openTestServer((_message, response) => void response.end('page'));
    const { url } = closing(
      await openTestPublicServer(async () => ok(twoPieces(finish.promise)), { portalUrl: first.url }),
    );
    const stream = await fetch(`${url}/api/v1/chat/completions`);
    expect(await (await fetch(url)).text()).toBe('page');
    await first.close();
    const down = await fetch(url);
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, '2']);
    closing(await openTestServer((_message, response) => void response.end('again'), first.port));
    expect(await (await fetch(url)).text()).toBe('again');
    finish.resolve();
    expect(await stream.text()).toBe('onetwo');
  });

  it('closes the portal’s request when the caller leaves', async () => {
    const left = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const portal = closing(
      await openTestServer((_message, response) => {
        response.once('close', left.resolve);
        asked.resolve();
      }),
    );
    const { port }: TestPublicServer = closing(
      await openTestPublicServer(async () => ok(''), { portalUrl: portal.url }),
    );
    const socket = await openSocket(port);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await asked.promise;
    socket.destroy();
    await once(socket, 'close');
    await left.promise;
  });
});

describe('a request for the portal', () => {
  it.each([
    ['names no host, in HTTP/1.0', 'GET /en HTTP/1.0\r\n\r\n', '"host":"hub.example"'],
    ['names an empty host', 'GET /en HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', '"host":"hub.example"'],
    [
      'offers another protocol',
      'GET /_next/x HTTP/1.0\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n',
      '/_next/x',
    ],
    ['has a property of all objects for a header', 'GET /en HTTP/1.0\r\n__proto__: x\r\nconstructor: y\r\n\r\n', '/en'],
    ['writes its path oddly', 'GET //en/./x/%2e%2e/%64ocs HTTP/1.0\r\n\r\n', '"url":"/en/docs"'],
    ['has a host inside its path', 'GET //evil.example/x HTTP/1.0\r\n\r\n', '"url":"/evil.example/x"'],
    ['sends trailers', `${CHUNKED}\r\n\r\n1\r\na\r\n0\r\nx-last: 1\r\n\r\n`, '"url":"/upload"'],
    ['waits to be told to go on', `${CHUNKED}\r\nExpect: 100-continue\r\n\r\n0\r\n\r\n`, '"url":"/upload"'],
  ])('is answered when it %s', async (_name, bytes, expected) => {
    const { port } = await openPortal(repeat);
    const answer = await sendRaw(port, bytes);
    expect(answer).toContain('HTTP/1.1 200');
    expect(answer).toContain(expected);
    expect(answer).not.toContain('x-last');
  });

  it.each([
    ['a body on GET', 400, 'GET /en HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc'],
    ['a body on HEAD', 400, 'HEAD /en HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['TRACE', 405, 'TRACE /en HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a method nobody knows', 405, 'PROPFIND /en HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('with %s is refused', async (_name, status, bytes) => {
    let arrived = 0;
    const { port } = await openPortal((_, response) => {
      arrived += 1;
      response.end();
    });
    const socket = await openSocket(port);
    socket.write(bytes);
    const [answer] = await once(socket.setEncoding('utf8'), 'data');
    socket.destroy();
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(arrived).toBe(0);
  });

  it('is answered although its body was not read, and its connection ends after that', async () => {
    const { port } = await openPortal((_, response) => void response.writeHead(413).end('too large'));
    const socket = await openSocket(port);
    const half = Buffer.alloc(2_000_000, 'x');
    socket.write('POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n');
    socket.write(half);
    let answer = '';
    for await (const chunk of socket.setEncoding('utf8')) {
      if (answer === '') socket.write(half);
      answer += chunk;
    }
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*too large/i);
  });

  it('has a connection of its own', async () => {
    const ports = new Set<number | undefined>();
    const { url } = await openPortal(({ socket }, response) => {
      ports.add(socket.remotePort);
      response.end();
    });
    for (let count = 0; count < 5; count++) await (await fetch(url)).text();
    expect(ports.size).toBe(5);
  });

  it('gets 504 when the portal is silent, and a page that stops halfway is cut', async () => {
    const silent = await openPortal(() => {}, { silenceTimeoutMs: 50 });
    expect((await fetch(silent.url)).status).toBe(504);
    const stopping = await openPortal((_, response) => void response.write('half'), { silenceTimeoutMs: 50 });
    const page = await fetch(stopping.url);
    await expect(page.text()).rejects.toThrow();
  });

  it('gets no header that its caller could have split', async () => {
    const { port } = await openPortal((message, response) => {
      response.writeHead(307, { location: `/en?${message.headers['x-value']}` }).end();
    });
    const answer = await sendRaw(port, 'GET /en HTTP/1.0\r\nX-Value: a\tb;Set-Cookie: c=d\r\n\r\n');
    expect(answer.split('\r\n').filter((line) => /^set-cookie/i.test(line))).toEqual([]);
  });
});

describe('an offer to upgrade', () => {
  const OFFER = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';

  it('is taken while developing, for Next’s own paths', async () => {
    const portal = closing(await openTestServer(repeat));
    portal.server.on('upgrade', (_message, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      socket.pipe(socket);
    });
    const { port } = closing(
      await openTestPublicServer(async () => ok('api'), {
        portalUrl: portal.url,
        isDevelopment: true,
        silenceTimeoutMs: 100,
      }),
    );
    const socket = await openSocket(port);
    socket.setEncoding('utf8').write(`GET /_next/hmr HTTP/1.1\r\n${OFFER}`);
    expect((await once(socket, 'data'))[0]).toMatch(/^HTTP\/1\.1 101 /);
    socket.write('hello');
    expect((await once(socket, 'data'))[0]).toBe('hello');
    socket.destroy();
    const other = await openSocket(port);
    other.setEncoding('utf8').write(`GET /en HTTP/1.1\r\n${OFFER}`);
    expect((await once(other, 'data'))[0]).toMatch(/^HTTP\/1\.1 200 /);
    other.destroy();
  });

  it.each([
    ['the portal does not take it', { isDevelopment: true, silenceTimeoutMs: 50 }],
    ['there is no portal', { isDevelopment: true, portalUrl: 'http://127.0.0.1:9' }],
  ])('ends when %s', async (_name, options) => {
    const portal = closing(await openTestServer(repeat));
    portal.server.on('upgrade', (_message, socket) => socket.on('end', () => socket.end()).resume());
    const { port } = closing(await openTestPublicServer(async () => ok('api'), { portalUrl: portal.url, ...options }));
    expect(await sendRaw(port, `GET /_next/hmr HTTP/1.1\r\n${OFFER}`)).toBe('');
  });

  it('without a host ends, and no other connection does', async () => {
    const { port, url } = await openPortal(repeat, { isDevelopment: true });
    await sendRaw(port, 'GET /_next/hmr HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    expect((await fetch(url)).status).toBe(200);
  });
});

async function* twoPieces(between: Promise<void>) {
  yield 'one';
  await between;
  yield 'two';
}

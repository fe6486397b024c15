import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { ok, openSocket, openTestDoor, openTestServer, type TestDoor } from './testing/front-door.ts';

const closers: (() => Promise<void>)[] = [];
const closing = <T extends { close(): Promise<void> }>(it: T): T => {
  closers.push(it.close);
  return it;
};
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const read = async (url: string) => {
  const reply = await fetch(url);
  return { status: reply.status, body: await reply.json() };
};

describe('draining', () => {
  it('lets an open stream finish while new calls get 503 and every connection is closed after its answer', async () => {
    const finish = Promise.withResolvers<void>();
    const { url, port, door } = closing(await openTestDoor(async () => ok(twoPieces(finish.promise))));
    const waiting = await openSocket(port); // connected before, asks during
    const stream = await fetch(`${url}/api/v1/chat/completions`);
    const drained = door.drain(10_000);
    const refused = await fetch(`${url}/api/v1/models`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(refused.headers.get('connection')).toBe('close');
    expect(await read(`${url}/readyz`)).toMatchObject({ status: 503, body: { checks: { process: 'draining' } } });
    expect(await read(`${url}/healthz`)).toEqual({ status: 200, body: { status: 'ok' } });
    finish.resolve();
    expect(await stream.text()).toBe('onetwo');
    await drained;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    waiting.destroy();
  });

  it('ends at its deadline when a stream does not', async () => {
    const { url, door } = closing(await openTestDoor(async () => ok(twoPieces(new Promise(() => {})))));
    const stream = await fetch(`${url}/api/v1/x`);
    await door.drain(20);
    await expect(stream.text()).rejects.toThrow();
  });
});

describe('readiness', () => {
  it('is 200 when the gateway is ready and names what was checked', async () => {
    const { url } = closing(await openTestDoor(async () => ok('')));
    expect(await read(`${url}/readyz`)).toEqual({ status: 200, body: { ready: true, checks: { database: 'ok' } } });
  });

  it('is 503 when the gateway is not', async () => {
    const gateway = {
      handle: async () => ok(''),
      drain: () => {},
      readiness: async () => ({ ready: false, checks: { database: 'down' } }),
    };
    const { url } = closing(await openTestDoor(async () => ok(''), { gateway }));
    expect(await read(`${url}/readyz`)).toEqual({ status: 503, body: { ready: false, checks: { database: 'down' } } });
  });
});

describe('the portal behind the door', () => {
  it('gets everything that is not the API, with the caller’s address in our words', async () => {
    const portal = closing(
      await openTestServer((message, response) => {
        response.setHeader('set-cookie', ['a=1', 'b=2']);
        response.end(JSON.stringify({ url: message.url, headers: message.headers }));
      }),
    );
    const { url, port } = closing(await openTestDoor(async () => ok('api'), { portalUrl: portal.url }));
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
    const { url } = closing(await openTestDoor(async () => ok('api'), { portalUrl: portal.url }));
    const body = 'x'.repeat(300_000);
    expect(await (await fetch(`${url}/upload`, { method: 'POST', body })).text()).toBe(body);
  });

  it('answers 503 while the portal is down, works again when it is back, and cuts no stream meanwhile', async () => {
    const finish = Promise.withResolvers<void>();
    const first = await openTestServer((_message, response) => void response.end('page'));
    const { url } = closing(await openTestDoor(async () => ok(twoPieces(finish.promise)), { portalUrl: first.url }));
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

  it('tells the portal when the caller leaves', async () => {
    const left = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const portal = closing(
      await openTestServer((_message, response) => {
        response.once('close', left.resolve);
        asked.resolve();
      }),
    );
    const { port }: TestDoor = closing(await openTestDoor(async () => ok(''), { portalUrl: portal.url }));
    const socket = await openSocket(port);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await asked.promise;
    socket.destroy();
    await once(socket, 'close');
    await left.promise;
  });
});

async function* twoPieces(between: Promise<void>) {
  yield 'one';
  await between;
  yield 'two';
}

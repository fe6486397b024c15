import { afterEach, describe, expect, it } from 'vitest';
import { ok, openSocket, openTestPublicServer } from './testing/public-server.ts';

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
    const { url, port, publicServer } = closing(await openTestPublicServer(async () => ok(twoPieces(finish.promise))));
    const waiting = await openSocket(port); // connected before the drain, and sends its request during it
    const stream = await fetch(`${url}/api/v1/chat/completions`);
    const drained = publicServer.drain(10_000);
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
    const { url, publicServer } = closing(await openTestPublicServer(async () => ok(twoPieces(new Promise(() => {})))));
    const stream = await fetch(`${url}/api/v1/x`);
    await publicServer.drain(20);
    await expect(stream.text()).rejects.toThrow();
  });
});

describe('readiness', () => {
  it('is 200 when the gateway is ready, and lists the checks', async () => {
    const { url } = closing(await openTestPublicServer(async () => ok('')));
    expect(await read(`${url}/readyz`)).toEqual({ status: 200, body: { ready: true, checks: { database: 'ok' } } });
  });

  it.each([
    ['is not', async () => ({ ready: false, checks: { database: 'down' } }), { database: 'down' }],
    ['cannot say', () => Promise.reject(new Error('no')), { process: 'failing' }],
  ])('is 503 when the gateway %s', async (_name, readiness, checks) => {
    const gateway = { handle: async () => ok(''), drain: () => {}, readiness };
    const { url } = closing(await openTestPublicServer(async () => ok(''), { gateway }));
    expect(await read(`${url}/readyz`)).toEqual({ status: 503, body: { ready: false, checks } });
  });
});

async function* twoPieces(between: Promise<void>) {
  yield 'one';
  await between;
  yield 'two';
}

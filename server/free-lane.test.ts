import { randomBytes } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { generateKey } from '#lib/keys/secret.ts';
import { createFreeLane } from './free-lane.ts';
import { ok, openTestPublicServer, openTestServer } from './testing/public-server.ts';

const FREE = { authorization: `Bearer ${generateKey('test', randomBytes)}` };
const PAID = { authorization: `Bearer ${generateKey('live', randomBytes)}` };

const LANE = { publicUrl: new URL('http://localhost:3000'), trustedProxies: 0, secret: 'of the public server' };

const closers: (() => Promise<void>)[] = [];
const closing = <T extends { close(): Promise<void> }>(it: T): T => {
  closers.push(it.close);
  return it;
};
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Opens a public server that answers `paid` itself, and passes free work on. */
async function openDoor(freeUrl: string, most?: number) {
  const freeLane = createFreeLane({ ...LANE, url: freeUrl, ...(most && { most }) });
  const { url } = closing(await openTestPublicServer(async () => ok('paid'), { freeLane }));
  return {
    ask: (headers: Record<string, string>) => fetch(`${url}/api/v1/chat/completions`, { method: 'POST', headers }),
  };
}

const BUSY = {
  error: { code: 'server_busy', type: 'server_error', message: expect.stringContaining('Please retry.') },
};

it('sends free work on, with the address it came from, and answers paid calls itself', async () => {
  const free = closing(
    await openTestServer(({ url, headers }, response) => {
      response.end(JSON.stringify({ url, from: headers['x-forwarded-for'], key: headers.authorization }));
    }),
  );
  const { ask } = await openDoor(free.url);
  expect(await (await ask(PAID)).text()).toBe('paid');
  expect(await (await ask(FREE)).json()).toEqual({
    url: '/api/v1/chat/completions',
    from: '127.0.0.1',
    key: FREE.authorization,
  });
});

it('refuses free work above its limit, while paid calls go on', async () => {
  const [arrived, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const free = closing(
    await openTestServer((_message, response) => {
      arrived.resolve();
      void finish.promise.then(() => response.end('free'));
    }),
  );
  const { ask } = await openDoor(free.url, 1);
  const slow = ask(FREE);
  await arrived.promise;
  const refused = await ask(FREE);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  expect(await refused.json()).toMatchObject(BUSY);
  expect(await (await ask(PAID)).text()).toBe('paid');
  finish.resolve();
  expect(await (await slow).text()).toBe('free');
  expect(await (await ask(FREE)).text()).toBe('free');
});

it('refuses free work while its process is started again', async () => {
  const { ask } = await openDoor('http://127.0.0.1:9');
  const refused = await ask(FREE);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject(BUSY);
  expect(await (await ask(PAID)).text()).toBe('paid');
});

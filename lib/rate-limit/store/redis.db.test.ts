import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { REDIS_BINARY, startRedis, type TestRedis } from '#lib/testing/redis.ts';
import { withFallback } from './open.ts';
import { createRedisStore } from './redis.ts';
import { STORE_CASES } from './testing.ts';

const TITLE = REDIS_BINARY ? 'with Redis' : 'with Redis: skipped, because there is no redis-server on the PATH';

describe.skipIf(!REDIS_BINARY)(TITLE, () => {
  let redis: TestRedis;
  let client: Redis;
  const stores: ReturnType<typeof createRedisStore>[] = [];

  /** Opens a store and waits for it, as a start does. */
  async function openStore() {
    const store = createRedisStore(redis.url);
    stores.push(store);
    await store.isConnected;
    return store;
  }

  beforeAll(async () => {
    redis = await startRedis();
    client = new Redis(redis.url);
    client.on('error', () => {});
  });
  beforeEach(() => client.flushall());
  afterEach(() => {
    for (const store of stores.splice(0)) store.close();
  });
  afterAll(async () => {
    client.disconnect();
    await redis.kill();
  });

  it.each(STORE_CASES)('%s', async (_name, run) => run(await openStore()));

  it('counts together from the first request on, once it was waited for', async () => {
    for (const used of [1, 2]) {
      const store = await openStore();
      expect(await store.add([{ id: 'key_1', amount: 1 }])).toMatchObject([{ used }]);
    }
  });

  it('is awaited for at most a second, and no request fails meanwhile', async () => {
    const store = createRedisStore('redis://127.0.0.1:1');
    stores.push(store);
    await store.isConnected;
    await expect(store.add([{ id: 'key_1', amount: 1 }])).rejects.toThrow();
  });

  it('counts two processes together', async () => {
    const [here, there] = [await openStore(), await openStore()];
    await Promise.all([here, there].map((store) => store.add([{ id: 'key_1', amount: 2 }])));
    const place = await there.enter(['key_1']);
    expect((await here.enter(['key_1'])).counts).toEqual([2]);
    expect(await countElsewhere(redis.url)).toEqual({ used: 5, running: 3 });
    place.leave();
    await there.enter(['other']); // leaving is not awaited, but it is sent before later commands
    expect((await here.enter(['key_1'])).counts).toEqual([3]);
  });

  it('leaves no keys behind: windows expire after their minute, and places after their lease', async () => {
    const store = await openStore();
    await store.add([{ id: 'tokens:key_1', amount: 5 }]);
    await store.enter(['key_1', 'acct_1']);
    const keys = await client.keys('*');
    expect(keys.length).toBeGreaterThanOrEqual(3);
    for (const key of keys) {
      const longest = key.includes(':running:') ? 20 * 60_000 : 60_000;
      const remaining = await client.pttl(key);
      expect(remaining, key).toBeGreaterThan(0);
      expect(remaining, key).toBeLessThanOrEqual(longest);
    }
  });

  it('begins a window anew when its key has ended', async () => {
    const store = await openStore();
    await store.add([{ id: 'key_1', amount: 7 }]);
    for (const key of await client.keys('*key_1')) await client.pexpire(key, 0);
    const [window] = await store.add([{ id: 'key_1', amount: 1 }]);
    expect(window?.used).toBe(1);
    expect(window?.resetsInMs).toBeGreaterThan(30_000);
  });

  it('frees the place of a process that died when its lease is over, and no other', async () => {
    const store = await openStore();
    await store.enter(['key_1']);
    const [key = ''] = await client.keys('*running*');
    const [dead = ''] = await client.zrange(key, 0, '-1');
    await client.zadd(key, 1, dead);
    expect((await store.enter(['key_1'])).counts).toEqual([1]);
    expect((await store.enter(['key_1'])).counts).toEqual([2]);
  });

  it('that dies is replaced by the process’s own count at once, and used again when it is back', async () => {
    let now = 0;
    const store = withFallback(await openStore(), () => now);
    const used = async () => (await store.add([{ id: 'key_1', amount: 1 }]))[0]?.used;
    expect([await used(), await used()]).toEqual([1, 2]);
    const place = await store.enter(['key_1']);

    await redis.kill();
    expect([await used(), await used()]).toEqual([1, 2]);
    place.leave(); // must not fail although Redis has ended
    expect((await store.enter(['key_1'])).counts).toEqual([1]);

    await redis.start();
    await vi.waitFor(
      async () => {
        now += 1_000;
        await store.add([{ id: 'elsewhere', amount: 1 }]);
        expect(await client.exists('tokenhub:elsewhere')).toBe(1);
      },
      { timeout: 10_000, interval: 20 },
    );
    expect(await used()).toBe(1);
    expect(await used()).toBe(2);
    expect(await client.get('tokenhub:key_1')).toBe('2');
  });
});

/** Counts in another process, as another machine would. */
async function countElsewhere(url: string): Promise<{ used: number; running: number }> {
  const script = `
    import { createRedisStore } from './lib/rate-limit/store/redis.ts';
    const store = createRedisStore(process.argv[1]);
    for (;;) try { await store.enter(['other']); break } catch { await new Promise(setImmediate) }
    const [window] = await store.add([{ id: 'key_1', amount: 1 }]);
    const { counts } = await store.enter(['key_1']);
    console.log(JSON.stringify({ used: window.used, running: counts[0] }));
    store.close();`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--conditions=react-server', '--disable-warning=ExperimentalWarning', '--input-type=module'],
    ...['-e', script, url],
  ]);
  return JSON.parse(stdout);
}

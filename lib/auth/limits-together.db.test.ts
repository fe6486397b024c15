import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { REDIS_BINARY, startRedis, type TestRedis } from '#lib/testing/redis.ts';

const TITLE = REDIS_BINARY ? 'with Redis' : 'with Redis: skipped, because there is no redis-server on the PATH';

describe.skipIf(!REDIS_BINARY)(TITLE, () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
    vi.stubEnv('REDIS_URL', redis.url);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await redis.kill();
  });

  async function startMachine() {
    vi.resetModules();
    const { isWithin } = await import('./limits.ts');
    return { mayMail: (account: string) => isWithin('mail:account', account) };
  }

  it('stores no address or account in readable form', async () => {
    const machine = await startMachine();
    expect(await machine.mayMail('eve@example.com')).toBe(true);
    const client = new Redis(redis.url);
    const keys = await client.keys('*');
    client.disconnect();
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toContain('eve');
  });

  it('tries on two machines count together, and separately while Redis is unavailable', async () => {
    const [here, there] = [await startMachine(), await startMachine()];
    expect(await here.mayMail('ada')).toBe(true);
    expect(await there.mayMail('ada')).toBe(true);
    expect(await here.mayMail('ada')).toBe(true);
    expect([await here.mayMail('ada'), await there.mayMail('ada')]).toEqual([false, false]);
    await redis.kill();
    for (let count = 0; count < 3; count += 1) expect(await here.mayMail('bob')).toBe(true);
    expect([await here.mayMail('bob'), await there.mayMail('bob')]).toEqual([false, true]);
  });
});

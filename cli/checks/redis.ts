import { Redis } from 'ioredis';
import { type Check, Finding } from './check.ts';

const CONNECT_MS = 2_000;

/** Whether what machines count together is reachable. Without it each counts for itself, and no request says so. */
export const redisCheck = (url: string): Check => ({
  name: 'redis',
  async run() {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: null, connectTimeout: CONNECT_MS });
    let reason = '';
    client.on('error', (error: NodeJS.ErrnoException) => {
      reason ||= error.code ?? error.message;
    });
    try {
      await client.connect();
      return `Redis ${/redis_version:(\S+)/.exec(await client.info('server'))?.[1]} counts rate limits`;
    } catch (error) {
      const why = reason || (error as Error).message;
      throw new Finding(`does not answer (${why}), so each process counts rate limits for itself. Check REDIS_URL.`);
    } finally {
      client.disconnect();
    }
  },
});

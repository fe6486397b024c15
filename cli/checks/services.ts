import { Redis } from 'ioredis';
import { type Env, env, publicUrl } from '#lib/config/env.ts';
import { openSmtp } from '#lib/email/mail-server.ts';
import { hasLiveUpstream, liveUpstream } from '#lib/gateway/routing.ts';
import { dataFolder } from '#server/folders.ts';
import { describeProxy, findProxyFault, findUndeclaredProxy } from '#server/undeclared-proxy.ts';
import { type Check, Finding } from './check.ts';

const CONNECT_MS = 2_000;

/** Whether the shared store of limits is reachable. Without it each process counts alone, without any visible error. */
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

const TIMEOUT_MS = 5_000;

/** Whether the mail server accepts our login. Otherwise no address can be confirmed, and no password reset. */
export const mailCheck = (url: string): Check => ({
  name: 'mail server',
  async run() {
    const server = openSmtp(url, { timeoutMs: TIMEOUT_MS });
    try {
      await server.verify();
      return `${new URL(url).host} takes mail`;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new Finding(`${new URL(url).host} takes no mail (${code ?? message}). Check SMTP_URL.`);
    } finally {
      server.close();
    }
  },
});

export const upstreamCheck: Check = {
  name: 'upstream',
  async run() {
    if (!hasLiveUpstream) return 'the sandbox, because ANTHROPIC_API_KEY is not set';
    const result = await liveUpstream().probe();
    if (!result.ok) throw new Finding(`${env.ANTHROPIC_BASE_URL}: ${result.reason}`);
    return `${env.ANTHROPIC_BASE_URL} offers ${result.models} models`;
  },
};

/** Whether callers can be distinguished by their address. */
export const proxiesCheck = (settings: Pick<Env, 'TRUSTED_PROXIES' | 'DATA_DIR'>): Check => ({
  name: 'proxies',
  async run() {
    const { TRUSTED_PROXIES: trustedProxies } = settings;
    if (trustedProxies > 0) return `${trustedProxies} trusted`;
    const seen = findUndeclaredProxy(dataFolder(settings.DATA_DIR));
    if (seen) throw new Finding(describeProxy(seen));
    const fault = findProxyFault({ publicUrl, trustedProxies });
    if (fault) throw new Finding(fault);
    return 'none trusted, none seen since the start';
  },
});

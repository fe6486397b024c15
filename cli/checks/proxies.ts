import { type Env, publicUrl } from '#lib/config/env.ts';
import { dataFolder } from '#server/folders.ts';
import { describeProxy, findProxyFault, findUndeclaredProxy } from '#server/undeclared-proxy.ts';
import { type Check, Finding } from './check.ts';

/** Whether callers can be told apart by their address. */
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

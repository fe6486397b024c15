import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLocalHost } from '#lib/config/public-url.ts';
import { log } from '#lib/log.ts';

const CONSEQUENCE =
  'callers cannot be told apart by address: limits per address do not hold for each, and the IP rules of keys see the proxy';
const REMEDY = 'Set TRUSTED_PROXIES to the number of proxies in a row.';

const file = (data: string): string => join(data, 'undeclared-proxy.json');

/** Logs it once for all processes, and stores it for `doctor`. */
export function noteUndeclaredProxy(data: string, address: string): void {
  if (findUndeclaredProxy(data) !== null) return;
  log.warn({ event: 'undeclared_proxy' }, describeProxy(address));
  try {
    writeFileSync(file(data), JSON.stringify({ address }), { mode: 0o600 });
  } catch (error) {
    log.warn({ err: error }, 'the proxy could not be noted for `doctor`');
  }
}

/** The address of a proxy that was seen since the start, or null. */
export function findUndeclaredProxy(data: string): string | null {
  try {
    return (JSON.parse(readFileSync(file(data), 'utf8')) as { address: string }).address;
  } catch {
    return null;
  }
}

export const forgetUndeclaredProxy = (data: string): void => rmSync(file(data), { force: true });

export const describeProxy = (address: string): string =>
  `A proxy at ${address} passes requests on, but TRUSTED_PROXIES is 0: ${CONSEQUENCE}. ${REMEDY}`;

export interface ProxySettings {
  publicUrl: string;
  trustedProxies: number;
}

/** Fault in the settings alone, or null: TokenHub itself does not terminate TLS. */
export const findProxyFault = ({ publicUrl, trustedProxies }: ProxySettings): string | null =>
  trustedProxies === 0 && publicUrl.startsWith('https:')
    ? `PUBLIC_URL begins with https, so a proxy ends TLS, but TRUSTED_PROXIES is 0: ${CONSEQUENCE}. ${REMEDY}`
    : null;

/** A one-line note about proxies for the start. */
export function findProxyNote(settings: ProxySettings): string | null {
  const { host } = new URL(settings.publicUrl);
  if (settings.trustedProxies > 0) return null;
  const doubt = `TRUSTED_PROXIES is 0. If a proxy stands in front of ${host}, ${CONSEQUENCE}. ${REMEDY}`;
  return findProxyFault(settings) ?? (isLocalHost(host) ? null : doubt);
}

/** The address in the sources of guides and samples; readers see their own address instead. */
export const WRITTEN_ORIGIN = 'http://localhost:3000';

/** The placeholder address in built pages, replaced by the installation's own when a page is served. */
export const BUILT_FOR = 'https://portal.tokenhub.invalid';

const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/;

/** The default of PUBLIC_URL: localhost, unless the server listens on another address only. */
export function localUrl(host: string, port: number): string {
  const isHere = EVERY_ADDRESS.has(host) || LOOPBACK.test(host);
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new URL(isHere || !URL.canParse(url) ? `http://localhost:${port}` : url).origin;
}

const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Whether a `Host` header, or the host of an address, is this machine itself. */
export const isLocalHost = (host: string): boolean => LOCAL_HOST.test(host);

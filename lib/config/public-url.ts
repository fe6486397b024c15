/** What guides and samples are written for; readers are shown their own address in its place. */
export const WRITTEN_ORIGIN = 'http://localhost:3000';

/** What a page is built for: nobody's address, which becomes the installation's own when the page is served. */
export const BUILT_FOR = 'https://portal.tokenhub.invalid';

const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/;

/** Where an installation is reached that was told no PUBLIC_URL: by this machine's own name, unless it listens elsewhere only. */
export function localUrl(host: string, port: number): string {
  const isHere = EVERY_ADDRESS.has(host) || LOOPBACK.test(host);
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new URL(isHere || !URL.canParse(url) ? `http://localhost:${port}` : url).origin;
}

const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Whether a `Host` header, or the host of an address, names the machine itself. */
export const isLocalHost = (host: string): boolean => LOCAL_HOST.test(host);

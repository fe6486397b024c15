const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/;

/** Where an installation is reached that was told no PUBLIC_URL: by this machine's own name, unless it listens elsewhere only. */
export function localUrl(host: string, port: number): string {
  const isHere = EVERY_ADDRESS.has(host) || LOOPBACK.test(host);
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new URL(isHere || !URL.canParse(url) ? `http://localhost:${port}` : url).origin;
}

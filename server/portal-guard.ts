import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { PROXY_SECRET_HEADER } from '#lib/http/internal-headers.ts';

/**
 * Passes only requests with the public server's secret to Next, for every path: other programs on this machine can reach
 * its port, and so could bytes that a proxy takes for part of another request.
 */
export function requireProxySecret(server: Server, secret: string): void {
  const expected = Buffer.from(secret);
  for (const event of ['request', 'upgrade']) {
    const listeners = server.listeners(event);
    server.removeAllListeners(event);
    server.on(event, (message: IncomingMessage, ...others: unknown[]) => {
      if (!isEqual(expected, message.headers[PROXY_SECRET_HEADER])) return message.socket.destroy();
      for (const listener of listeners) listener.call(server, message, ...others);
    });
  }
}

function isEqual(expected: Buffer, said: string | string[] | undefined): boolean {
  const given = Buffer.from(String(said ?? ''));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

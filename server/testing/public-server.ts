import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';
import { createPortalProxy, type PortalProxyOptions } from '../portal-proxy.ts';
import { createPublicServer, type PublicServer, type PublicServerOptions } from '../public-server.ts';

export interface TestPublicServer {
  publicServer: PublicServer;
  port: number;
  url: string;
  close(): Promise<void>;
}

export const TEST_SECRET = 'what only the public server knows';

export const ok = (body: GatewayReply['body']): GatewayReply => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body,
});

/** A public server on a real socket, over a gateway that answers with `handle`. */
export async function openTestPublicServer(
  handle: (request: GatewayRequest) => Promise<GatewayReply>,
  more: Partial<PublicServerOptions> & { portalUrl?: string } & Partial<PortalProxyOptions> = {},
): Promise<TestPublicServer> {
  let isDraining = false;
  const refusal = { status: 503, headers: { 'retry-after': '5' }, body: '{}' };
  const { portalUrl = 'http://127.0.0.1:9', publicUrl = new URL('http://hub.example'), ...options } = more;
  const trustedProxies = options.trustedProxies ?? 0;
  const { isDevelopment = false, silenceTimeoutMs } = options;
  const portal = createPortalProxy({
    ...{ url: portalUrl, publicUrl, secret: TEST_SECRET, trustedProxies, isDevelopment },
    ...(silenceTimeoutMs !== undefined && { silenceTimeoutMs }),
  });
  const publicServer = createPublicServer({
    gateway: {
      handle: (request) => (isDraining ? Promise.resolve(refusal) : handle(request)),
      drain: () => {
        isDraining = true;
      },
      readiness: async () => ({ ready: true, checks: { database: 'ok' } }),
    },
    portal,
    bodyTimeoutMs: 30_000,
    clientStallTimeoutMs: 60_000,
    trustedProxies,
    ...options,
  });
  const port = await listen(publicServer.server);
  return {
    publicServer,
    port,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      portal.close();
      await close(publicServer.server);
    },
  };
}

export async function openTestServer(listener: RequestListener, port = 0) {
  const server = createServer(listener);
  const taken = await listen(server, port);
  return {
    server,
    port: taken,
    url: `http://127.0.0.1:${taken}`,
    close: () => close(server),
  };
}

export async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

export async function close(server: Server & { closeAllConnections?(): void }): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections?.();
  await closed;
}

/** Sends raw bytes and collects the answer until the server closes the connection. */
export async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = await openSocket(port);
  socket.write(bytes);
  let answer = '';
  for await (const chunk of socket.setEncoding('utf8')) answer += chunk;
  return answer;
}

export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

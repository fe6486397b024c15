import { createServer } from 'node:http';
import { constants, getPriority, setPriority } from 'node:os';
import { env } from '#lib/config/env.ts';
import { createGateway } from '#lib/gateway/gateway.ts';
import { startSandbox } from '#lib/sandbox/server.ts';
import { passToGateway } from './node-adapter.ts';
import { requireProxySecret } from './portal-guard.ts';
import { onStopMessage } from './stop-message.ts';

/**
 * The process for free work: the gateway for test keys and for visitors' samples, and their sandbox. Under any load it
 * takes no time from the event loop of paid calls, and only a few of their database connections.
 */
const [port = 0, sandboxPort = 0] = process.argv.slice(2).map(Number);

// Yields the processor to paid work. The priority is lowered here, since raising one needs privileges.
const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
setPriority(Math.min(getPriority() + PRIORITY_BELOW_NORMAL, PRIORITY_LOW));

/** Room for the headers that a gateway accepts, and for those it adds. */
const MAX_HEADER_BYTES = 65_536;

await startSandbox({ port: sandboxPort });
const gateway = createGateway();
const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (message, response) => {
  void passToGateway(message, response, {
    handle: gateway.handle,
    clientStallTimeoutMs: env.CLIENT_STALL_TIMEOUT_MS,
    trustedProxies: 1, // the gateway in front reports the caller's address
  });
});
requireProxySecret(server, env.TOKENHUB_PORTAL_SECRET ?? '');

// Gateways stop before this process does, and wait for the requests they have passed on.
onStopMessage('stop', async () => {
  server.close();
  await gateway.close();
});
await gateway.start();
server.listen(port, '127.0.0.1', () => process.send?.('listening'));

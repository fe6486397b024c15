import { createServer } from 'node:http';
import { constants, getPriority, setPriority } from 'node:os';
import { env } from '#lib/config/env.ts';
import { createGateway } from '#lib/gateway/gateway.ts';
import { startSandbox } from '#lib/sandbox/server.ts';
import { passToGateway } from './door.ts';
import { onceTold } from './once-told.ts';
import { admitFrontDoorOnly } from './portal-guard.ts';

/**
 * The process for free work: the gateway for test keys and for the samples that visitors run, and the sandbox that answers
 * them. Whatever is asked of it, paid calls meet neither its event loop nor more than a few of its database connections.
 */
const [port = 0, sandboxPort = 0] = process.argv.slice(2).map(Number);

// It waits where paid work wants the processor. Below our own: raising a priority is not allowed to everybody.
const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
setPriority(Math.min(getPriority() + PRIORITY_BELOW_NORMAL, PRIORITY_LOW));

/** Headers that a gateway lets in, and those it adds, have room. */
const MAX_HEADER_BYTES = 65_536;

await startSandbox({ port: sandboxPort });
const gateway = createGateway();
const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (message, response) => {
  void passToGateway(message, response, {
    handle: gateway.handle,
    clientStallTimeoutMs: env.CLIENT_STALL_TIMEOUT_MS,
    trustedProxies: 1, // the gateway that passes requests on says who calls
  });
});
admitFrontDoorOnly(server, env.TOKENHUB_PORTAL_SECRET ?? '');

// Gateways stop before this process does, and wait for what they have passed on.
onceTold('stop', async () => {
  server.close();
  await gateway.close();
});
await gateway.start();
server.listen(port, '127.0.0.1', () => process.send?.('listening'));

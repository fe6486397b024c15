import 'server-only';
import cluster from 'node:cluster';
import { env, publicUrl } from '#lib/config/env.ts';
import { createGateway } from '#lib/gateway/gateway.ts';
import { log } from '#lib/log.ts';
import { dataFolder } from './folders.ts';
import { createFrontDoor } from './front-door.ts';
import { createPortalProxy } from './portal-proxy.ts';
import { noteUndeclaredProxy } from './undeclared-proxy.ts';

/** One gateway process: the API on PORT, beside its siblings, and the way to the portal. */
const gateway = createGateway();
const portal = createPortalProxy({
  url: env.TOKENHUB_PORTAL_URL ?? 'http://127.0.0.1:3001',
  publicUrl: new URL(publicUrl),
  trustedProxies: env.TRUSTED_PROXIES,
  secret: env.TOKENHUB_PORTAL_SECRET ?? '',
  isDevelopment: env.NODE_ENV === 'development',
});
const door = createFrontDoor({
  gateway,
  portal,
  bodyTimeoutMs: env.BODY_TIMEOUT_MS,
  clientStallTimeoutMs: env.CLIENT_STALL_TIMEOUT_MS,
  trustedProxies: env.TRUSTED_PROXIES,
  onUndeclaredProxy: (address) => noteUndeclaredProxy(dataFolder(env.DATA_DIR), address),
});

const starting = gateway.start();
let isStopping = false;

async function stop(isReplaced: boolean): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await starting;
  await door.drain(env.DRAIN_TIMEOUT_MS, { isReplaced });
  portal.close();
  await gateway.close();
  process.exit(0);
}

process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'the gateway process failed');
  log.flush(() => process.exit(1));
});
// One call's forgotten failure must not cut the streams of all the others.
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a failure was not handled'));

// Ctrl-C reaches the whole group; the supervisor decides the order in which its processes stop.
const onSignal = cluster.isWorker ? () => {} : () => stop(false);
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
process.on('message', (message) => {
  if (message === 'drain' || message === 'make way') void stop(message === 'make way');
});

await starting;
if (!isStopping) door.server.listen(env.PORT, env.HOST);

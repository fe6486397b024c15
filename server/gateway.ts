import 'server-only';
import cluster from 'node:cluster';
import { flushCompileCache } from 'node:module';
import { env, publicUrl } from '#lib/config/env.ts';
import { createGateway } from '#lib/gateway/gateway.ts';
import { log } from '#lib/log.ts';
import { dataFolder } from './folders.ts';
import { createFreeLane } from './free-lane.ts';
import { beat } from './heartbeat.ts';
import { listenBesideSiblings } from './port.ts';
import { createPortalProxy } from './portal-proxy.ts';
import { createPublicServer } from './public-server.ts';
import { noteUndeclaredProxy } from './undeclared-proxy.ts';

/** A gateway process: serves the API on PORT beside its siblings, and passes pages to the portal. */
const gateway = createGateway();
const beside = {
  publicUrl: new URL(publicUrl),
  trustedProxies: env.TRUSTED_PROXIES,
  secret: env.TOKENHUB_PORTAL_SECRET ?? '',
};
const portal = createPortalProxy({
  ...beside,
  url: env.TOKENHUB_PORTAL_URL ?? 'http://127.0.0.1:3001',
  isDevelopment: env.NODE_ENV === 'development',
});
const freeLane = env.TOKENHUB_FREE_URL ? createFreeLane({ ...beside, url: env.TOKENHUB_FREE_URL }) : undefined;
const publicServer = createPublicServer({
  gateway,
  portal,
  freeLane,
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
  await publicServer.drain(env.DRAIN_TIMEOUT_MS, { isReplaced });
  portal.close();
  freeLane?.close();
  await gateway.close();
  process.exit(0);
}

function fail(error: Error): void {
  log.fatal({ err: error }, 'the gateway process failed');
  log.flush(() => process.exit(1));
}

process.on('uncaughtException', fail);
// An unhandled rejection of one call must not cut the streams of all others.
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a failure was not handled'));

// Ctrl-C reaches the whole group; the supervisor decides the order in which its processes stop.
const onSignal = cluster.isWorker ? () => {} : () => stop(false);
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
process.on('message', (message) => {
  if (message === 'listen') listen().catch(fail);
  if (message === 'drain' || message === 'make way') void stop(message === 'make way');
});

async function listen(): Promise<void> {
  if (isStopping) return;
  await listenBesideSiblings(publicServer.server, { port: env.PORT, host: env.HOST });
  process.send?.('listening');
}

// A process that is paused in a debugger must not count as hung.
if (env.NODE_ENV === 'production') beat();
await starting;
flushCompileCache(); // now, because a killed process has no time for it
if (cluster.isWorker) process.send?.('prepared');
else await listen();

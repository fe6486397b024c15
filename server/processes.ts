import 'server-only';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { env } from '#lib/config/env.ts';
import { ROOT } from './folders.ts';
import { findFreePort } from './local-port.ts';
import type { Parts } from './parts.ts';
import { playPayments } from './payments.ts';
import { startPortal } from './portal.ts';
import { keepProgram } from './programs.ts';
import { startWorkers, type Workers } from './workers.ts';

export interface ProcessesOptions {
  isDev: boolean;
  /** Settings for all processes. */
  settings: Record<string, string> & { DATA_DIR: string };
  /** Called before a gateway listens. */
  releasePort(): Promise<void>;
}

/** Compiled code halves the time of a restart. */
const COMPILE_CACHE = join(ROOT, '.builds/compiled');
/** A small pool, so that free work leaves database connections to paid work. */
const FREE_POOL = '4';

/** Starts the processes that serve, and restarts each that ends. Resolves when all of them serve. */
export async function startProcesses(
  parts: Parts,
  { isDev, settings, releasePort }: ProcessesOptions,
): Promise<Workers> {
  const port = { portal: await findFreePort(), free: await findFreePort(), freeSandbox: await findFreePort() };
  const payments = parts.keep(await playPayments(env, { ...process.env, ...settings }));
  const shared = {
    ...process.env,
    ...settings,
    ...payments.settings,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    NODE_ENV: isDev ? ('development' as const) : ('production' as const),
    TOKENHUB_PORTAL_URL: localUrl(port.portal),
    TOKENHUB_PORTAL_SECRET: randomBytes(32).toString('base64url'),
    // In development, gateways answer free work themselves, because they are replaced when sources change.
    TOKENHUB_FREE_URL: isDev ? '' : localUrl(port.free),
    TOKENHUB_SANDBOX_URL: localUrl(port.freeSandbox),
  };
  const free = parts.keep(
    keepProgram('process for free work', 'free-gateway.ts', {
      args: [String(port.free), String(port.freeSandbox)],
      env: { ...shared, DATABASE_POOL: FREE_POOL },
    }),
  );
  const sandbox = env.ANTHROPIC_API_KEY.length === 0 ? await keepStandIn(parts, shared) : null;
  const serving = { ...shared, ...sandbox?.settings };
  const portal = parts.keep(startPortal({ isDev, port: port.portal, env: serving }));
  const workers = parts.keep(
    startWorkers(env.GATEWAY_WORKERS, {
      env: serving,
      drainTimeoutMs: env.DRAIN_TIMEOUT_MS,
      beforeListening: releasePort,
    }),
  );
  await Promise.all([payments.ready, free.ready, sandbox?.ready, portal.ready, workers.ready]);
  return workers;
}

/** Without an Anthropic key, the sandbox also answers live keys, in a process apart from free work. */
async function keepStandIn(parts: Parts, env: NodeJS.ProcessEnv) {
  const port = await findFreePort();
  const { ready } = parts.keep(keepProgram('sandbox', 'sandbox.ts', { args: [String(port)], env }));
  return { ready, settings: { TOKENHUB_SANDBOX_URL: localUrl(port) } };
}

const localUrl = (port: number): string => `http://127.0.0.1:${port}`;

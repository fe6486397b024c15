import 'server-only';
import { randomBytes } from 'node:crypto';
import { env } from '#lib/config/env.ts';
import { startSandbox } from '#lib/sandbox/server.ts';
import { buildPortal, buildPrismaClient } from './build.ts';
import { openDatabase } from './database.ts';
import { dataFolder, ROOT } from './folders.ts';
import { findFreePort, requireFreePort } from './free-port.ts';
import { claimData } from './instance.ts';
import { playPayments } from './local-stripe.ts';
import { startPortal } from './portal.ts';
import { prepareDatabase } from './prepare-database.ts';
import { findProxyNote, forgetUndeclaredProxy } from './undeclared-proxy.ts';
import { watchSources } from './watch.ts';
import { startWorkers } from './workers.ts';

const PARENT_CHECK_MS = 500;

/** Starts every part of TokenHub in order, says where it is, and stops them in the opposite order when told to. */
export async function supervise({ isDev }: { isDev: boolean }): Promise<void> {
  const parts = new Parts();
  stopOnSignals(parts);
  try {
    await start(parts, isDev);
  } catch (error) {
    if (parts.areStopping) return; // told to stop while starting: what failed failed because of that
    await parts.stop();
    throw error;
  }
}

async function start(parts: Parts, isDev: boolean): Promise<void> {
  const data = dataFolder(env.DATA_DIR);
  const port = env.PORT || (await findFreePort(env.HOST));
  const url = env.PUBLIC_URL ?? `http://localhost:${port}`;
  const release = claimData(data, url);
  parts.add(async () => release());
  forgetUndeclaredProxy(data);
  await requireFreePort(port, env.HOST);
  await buildPrismaClient();

  const opening = openDatabase(env, { exclusive: true });
  parts.add(() =>
    opening.then(
      ({ close }) => close(),
      () => {},
    ),
  );
  const database = await opening;
  if (database.folder && !database.folder.startsWith(data)) say(`The database lies in ${database.folder}.`);
  await Promise.all([prepareDatabase(database.url), isDev || buildPortal(say)]);

  const sandbox = await startSandbox();
  parts.add(sandbox.close);
  const payments = await playPayments(env, { data, host: env.HOST, port, url });
  parts.add(payments.stop);
  const portalPort = await findFreePort();
  const shared = {
    ...process.env,
    ...payments.settings,
    NODE_ENV: isDev ? ('development' as const) : ('production' as const),
    NEXT_TELEMETRY_DISABLED: '1',
    DATA_DIR: data,
    DATABASE_URL: database.url,
    PORT: String(port),
    PUBLIC_URL: url,
    TOKENHUB_PORTAL_URL: `http://127.0.0.1:${portalPort}`,
    TOKENHUB_PORTAL_SECRET: randomBytes(32).toString('base64url'),
    TOKENHUB_SANDBOX_URL: sandbox.url,
  };
  const portal = startPortal({ isDev, port: portalPort, env: shared });
  parts.add(portal.stop);
  const workers = startWorkers(env.GATEWAY_WORKERS, shared);
  parts.add(workers.drain);
  await Promise.all([portal.ready, workers.ready]);
  if (isDev) watchSources(workers.replace);
  if (parts.areStopping) return;
  say(greeting(url));
  const note = findProxyNote({ publicUrl: url, trustedProxies: env.TRUSTED_PROXIES });
  if (note) say(note);
}

function greeting(url: string): string {
  const upstream = env.ANTHROPIC_API_KEY.length
    ? `live upstream ${env.ANTHROPIC_BASE_URL}`
    : 'sandbox, because ANTHROPIC_API_KEY is not set: answers are made up and cost nothing upstream';
  const firstKey = process.cwd() === ROOT ? 'npx tokenhub' : `npx --prefix ${ROOT} tokenhub`;
  return `TokenHub is ready at ${url} (${upstream}). First key: sign up there, or \`${firstKey} user create\` and \`key create\`.`;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The first signal stops in order. The second ends at once: the other processes follow, and the database still stops cleanly. */
function stopOnSignals(parts: Parts): void {
  const onSignal = async () => {
    if (parts.areStopping) process.exit(1);
    await parts.stop();
    process.exit(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  if (process.env.npm_lifecycle_event) onceOrphaned(() => parts.areStopping || onSignal());
}

/** A signal sent to `npm start` ends npm and its shell, which do not pass it on: then our parent is another process. */
function onceOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, PARENT_CHECK_MS);
  watch.unref();
}

/** What was started so far. */
class Parts {
  readonly #stops: (() => Promise<void>)[] = [];
  areStopping = false;

  add(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  /** Last started, first stopped. */
  async stop(): Promise<void> {
    this.areStopping = true;
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      await stop().catch((error: unknown) => console.error(error));
    }
  }
}

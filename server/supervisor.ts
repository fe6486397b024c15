import 'server-only';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { env } from '#lib/config/env.ts';
import { localUrl } from '#lib/config/public-url.ts';
import { log } from '#lib/log.ts';
import { removeUnusedBuilds } from './build/builds.ts';
import { packagesFolder } from './build/packages.ts';
import { openPortalBuild, toBuildSettings } from './build/portal.ts';
import { buildPrismaClient } from './build/prisma-client.ts';
import { openDatabase, prepareDatabase } from './database.ts';
import { dataFolder, ROOT, SOURCES } from './folders.ts';
import { holdPort } from './held-port.ts';
import { claimData } from './instance.ts';
import { findFreePort } from './local-port.ts';
import { Parts } from './parts.ts';
import { startProcesses } from './processes.ts';
import { findProxyNote, forgetUndeclaredProxy } from './undeclared-proxy.ts';

const PARENT_CHECK_MS = 500;

/** Starts every part of TokenHub in order, prints its address, and stops the parts in reverse order. */
export async function supervise({ isDev, parent }: { isDev: boolean; parent: number }): Promise<void> {
  const parts = new Parts();
  stopOnSignals(parts, parent);
  try {
    await start(parts, isDev);
  } catch (error) {
    if (parts.areStopping) return; // stopped while starting, which explains the failure
    await parts.stop();
    throw error;
  }
}

async function start(parts: Parts, isDev: boolean): Promise<void> {
  const data = dataFolder(env.DATA_DIR);
  const port = env.PORT || (await findFreePort(env.HOST));
  const url = env.PUBLIC_URL ?? localUrl(env.HOST, port);
  const release = claimData(data, url);
  parts.keep({ stop: async () => release() });
  forgetUndeclaredProxy(data);
  const releasePort = await holdPort(port, env.HOST);
  parts.keep({ stop: releasePort });
  if (isDev) await buildPrismaClient(parts.signal);

  const opening = openDatabase(env, { exclusive: true });
  parts.keep({
    stop: () =>
      opening.then(
        ({ close }) => close(),
        () => {},
      ),
  });
  const database = await opening;
  parts.signal.throwIfAborted();
  if (database.folder && !database.folder.startsWith(data)) say(`The database lies in ${database.folder}.`);
  const [portal] = await Promise.all([isDev ? {} : openPortal(parts), prepareDatabase(database.url)]);

  const workers = await startProcesses(parts, {
    isDev,
    settings: { ...portal, DATA_DIR: data, DATABASE_URL: database.url, PORT: String(port), PUBLIC_URL: url },
    releasePort,
  });
  if (isDev) watchSources(workers.replace);
  if (!isDev)
    Promise.all([ROOT, packagesFolder()].map(removeUnusedBuilds)).catch((error: unknown) =>
      log.warn({ err: error }, 'old builds were not removed'),
    );
  if (parts.areStopping) return;
  say(greeting(url));
  const note = findProxyNote({ publicUrl: url, trustedProxies: env.TRUSTED_PROXIES });
  if (note) say(note);
}

/** Locks the portal's build while we run. @returns the settings by which Next serves it */
async function openPortal(parts: Parts): Promise<Record<string, string>> {
  const build = await openPortalBuild({ say, signal: parts.signal });
  parts.keep({ stop: async () => build.release() });
  return toBuildSettings(build, SOURCES);
}

function greeting(url: string): string {
  const upstream = env.ANTHROPIC_API_KEY.length
    ? `live upstream ${env.ANTHROPIC_BASE_URL}`
    : 'sandbox, because ANTHROPIC_API_KEY is not set: answers are made up and cost nothing upstream';
  const firstKey = process.cwd() === ROOT ? 'npx tokenhub' : `npx --prefix ${ROOT} tokenhub`;
  return `TokenHub is ready at ${url} (${upstream}). First key: sign up there, or \`${firstKey} user create\` and \`key create\`.`;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * The first signal stops in order. The second exits at once: the children follow, and the database still stops cleanly.
 */
function stopOnSignals(parts: Parts, parent: number): void {
  const onSignal = async () => {
    if (parts.areStopping) process.exit(1);
    await parts.stop();
    process.exit(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  if (process.env.npm_lifecycle_event) onceOrphaned(parent, () => parts.areStopping || onSignal());
}

/** A signal to `npm start` ends npm and its shell, which do not pass it on: then our parent changes. */
function onceOrphaned(parent: number, stop: () => void): void {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, PARENT_CHECK_MS);
  watch.unref();
}

const SETTLE_MS = 200;

/** Calls `onChange` once the gateway's sources have changed and editors have finished writing them. */
export function watchSources(onChange: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of ['lib', 'server']) {
    watch(join(ROOT, folder), { recursive: true }, (_event, name) => {
      if (!name?.endsWith('.ts') || name.endsWith('.test.ts')) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, SETTLE_MS);
    });
  }
}

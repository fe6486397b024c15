import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { env } from '#lib/config/env.ts';
import { run } from '../child.ts';
import { NEXT_CLI, ROOT, SOURCES } from '../folders.ts';
import { StartError } from '../start-error.ts';
import { folderOf, type OpenBuild, openBuild } from './builds.ts';
import { linkToPackagesBeside, packagesFolder } from './packages.ts';
import { digestOf, PORTAL_SOURCES } from './sources.ts';

const ACTIONS_KEY = join(ROOT, '.builds/actions.key');

export interface BuildOptions {
  say(line: string): void;
  signal?: AbortSignal;
}

/** Locks the build of the portal from the running sources, made first if necessary. */
export const openPortalBuild = ({ say, signal }: BuildOptions): Promise<OpenBuild> => {
  const id = buildIdOf(SOURCES);
  return openBuild({
    root: packagesFolder(),
    id,
    make: async (folder) => {
      say('Building the portal, once: this takes a minute.');
      await build({ id, folder }, signal);
      // The build is made of the checkout, which may have changed since the sources were copied.
      if (buildIdOf(ROOT) !== id) throw new StartError('The sources changed while the portal was built. Start again.');
    },
    onWait: () => say('Another start is building the portal. Waiting for it.'),
    signal,
  });
};

async function build({ id, folder }: Pick<OpenBuild, 'id' | 'folder'>, signal?: AbortSignal): Promise<void> {
  const settings = {
    ...{ NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' },
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? readOrMakeActionsKey(),
    ...toBuildSettings({ id, folder }, ROOT),
  };
  const options = { env: { ...process.env, ...settings }, signal };
  // Next and the pages must find the same packages, because there must be one React.
  await run([join(packagesFolder(), NEXT_CLI), 'build'], options);
  await run([join(ROOT, 'server/islands/build.ts')], options);
  linkToPackagesBeside(join(packagesFolder(), folder));
}

/** Shared by all builds here, so that a page opened before an update can still call unchanged actions. */
function readOrMakeActionsKey(): string {
  if (!existsSync(ACTIONS_KEY)) writeFileSync(ACTIONS_KEY, randomBytes(32).toString('base64'), { mode: 0o600 });
  return readFileSync(ACTIONS_KEY, 'utf8');
}

/**
 * Settings that tell Next which build it makes or serves, relative to its working directory. The id does not depend on
 * the path: machines with the same sources serve one portal.
 */
export const toBuildSettings = ({ id, folder }: Pick<OpenBuild, 'id' | 'folder'>, cwd: string) => ({
  PORTAL_BUILD_ID: id,
  PORTAL_BUILD: relative(cwd, join(packagesFolder(), folder)),
});

/** Folder of the portal's build for the current sources, relative to the checkout. */
export const currentBuildFolder = (): string =>
  toBuildSettings({ id: '', folder: folderOf({ root: packagesFolder(), id: buildIdOf(ROOT) }) }, ROOT).PORTAL_BUILD;

/** Some settings are part of the pages; the public address is not. */
const buildIdOf = (root: string): string =>
  digestOf({
    ...{ paths: PORTAL_SOURCES, root },
    setting: [env.DOCS_EDIT_URL, env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY].join(' '),
  }).slice(0, 16);

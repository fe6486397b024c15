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

/** The portal as it is built from the sources that run, for as long as it is used. */
export const openPortalBuild = ({ say, signal }: BuildOptions): Promise<OpenBuild> => {
  const id = buildIdOf(SOURCES);
  return openBuild({
    root: packagesFolder(),
    id,
    make: async (folder) => {
      say('Building the portal, once: this takes a minute.');
      await build({ id, folder }, signal);
      // It is made of the checkout, which need not be what runs any more.
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
  // Next's own packages and those that pages find from the build must be the same: there is one React.
  await run([join(packagesFolder(), NEXT_CLI), 'build'], options);
  await run([join(ROOT, 'server/islands/build.ts')], options);
  linkToPackagesBeside(join(packagesFolder(), folder));
}

/** The same for all builds here, so that an open page can go on calling actions that a new version leaves as they were. */
function readOrMakeActionsKey(): string {
  if (!existsSync(ACTIONS_KEY)) writeFileSync(ACTIONS_KEY, randomBytes(32).toString('base64'), { mode: 0o600 });
  return readFileSync(ACTIONS_KEY, 'utf8');
}

/**
 * How Next is told which build it makes or serves, as seen from the folder it runs in. Machines that build the same are one
 * portal, so its id says nothing of where.
 */
export const toBuildSettings = ({ id, folder }: Pick<OpenBuild, 'id' | 'folder'>, cwd: string) => ({
  PORTAL_BUILD_ID: id,
  PORTAL_BUILD: relative(cwd, join(packagesFolder(), folder)),
});

/** Where the portal lies that is built from the sources there are now, below the checkout. */
export const currentBuildFolder = (): string =>
  toBuildSettings({ id: '', folder: folderOf({ root: packagesFolder(), id: buildIdOf(ROOT) }) }, ROOT).PORTAL_BUILD;

/** Some settings are part of the pages; the address they are served at is none of them. */
const buildIdOf = (root: string): string =>
  digestOf({
    ...{ paths: PORTAL_SOURCES, root },
    setting: [env.DOCS_EDIT_URL, env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY].join(' '),
  }).slice(0, 16);

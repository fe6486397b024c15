import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '#lib/config/env.ts';
import { run } from '../child.ts';
import { NEXT_CLI, ROOT } from '../folders.ts';
import { folderOf, type OpenBuild, openBuild } from './builds.ts';
import { digestOf } from './sources.ts';

const CONFIGURATION = ['next.config.ts', 'instrumentation.ts', 'proxy.ts', 'postcss.config.mjs', 'source.config.ts'];
const PORTAL = [
  'app',
  'components',
  'lib',
  'messages',
  'content',
  'public',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.next.json',
];
const ISLANDS = 'server/islands';
const ACTIONS_KEY = join(ROOT, '.builds/actions.key');

export interface BuildOptions {
  say(line: string): void;
  signal?: AbortSignal;
}

/** The portal as it is built from the sources there are now, for as long as it is used. */
export const openPortalBuild = ({ say, signal }: BuildOptions): Promise<OpenBuild> => {
  const id = currentBuildId();
  return openBuild({
    root: ROOT,
    id,
    make: async (folder) => {
      say('Building the portal, once: this takes a minute.');
      const settings = {
        ...{ NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' },
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? readOrMakeActionsKey(),
        ...toBuildSettings({ id, folder }),
      };
      const options = { env: { ...process.env, ...settings }, signal };
      await run([NEXT_CLI, 'build'], options);
      await run([join(ROOT, ISLANDS, 'build.ts')], options);
    },
    onWait: () => say('Another start is building the portal. Waiting for it.'),
    signal,
  });
};

/** The same for all builds here, so that an open page can go on calling actions that a new version leaves as they were. */
function readOrMakeActionsKey(): string {
  if (!existsSync(ACTIONS_KEY)) writeFileSync(ACTIONS_KEY, randomBytes(32).toString('base64'), { mode: 0o600 });
  return readFileSync(ACTIONS_KEY, 'utf8');
}

/** How Next is told which build it makes or serves. Machines that build the same are one portal, so its id says nothing of where. */
export const toBuildSettings = ({ id, folder }: Pick<OpenBuild, 'id' | 'folder'>) => ({
  PORTAL_BUILD_ID: id,
  PORTAL_BUILD: folder,
});

/** Where the portal lies that is built from the sources there are now, below the checkout. */
export const currentBuildFolder = (): string => folderOf({ root: ROOT, id: currentBuildId() });

/** Some settings are part of the pages; the address they are served at is none of them. */
const currentBuildId = (): string =>
  digestOf({
    paths: [...PORTAL, ISLANDS, ...CONFIGURATION],
    setting: [env.DOCS_EDIT_URL, env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY].join(' '),
  }).slice(0, 16);

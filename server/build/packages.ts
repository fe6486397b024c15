import { createHash } from 'node:crypto';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT, SOURCES } from '../folders.ts';
import { StartError } from '../start-error.ts';
import { folderOf, openBuild } from './builds.ts';

/*
 * `npm ci` deletes packages that running processes still load from. npm never writes into an existing file, so a hard
 * link keeps each file: a start links the packages once per installation, and builds lie beside the links, where Node
 * finds them before those of the checkout.
 */

const INSTALLED = join(ROOT, 'node_modules');
/** npm writes this file at the end of an installation. */
const INSTALLATION = join(INSTALLED, '.package-lock.json');
/** Overlayfs, used by containers: linking a file copies it there. Containers are replaced as a whole anyway. */
const OVERLAY = 0x794c7630;

/** Folder of the builds that use the packages installed now. */
export const packagesFolder = (): string =>
  SOURCES === ROOT ? join(ROOT, folderOf({ root: ROOT, id: installationId() })) : resolve(SOURCES, '../..');

/** Locks the packages while this process runs. @returns the folder that holds their `node_modules` */
export async function openPackages(say: (line: string) => void): Promise<string> {
  const id = installationId();
  const { folder } = await openBuild({
    ...{ root: ROOT, id },
    make: async (made) => {
      link(join(ROOT, made, 'node_modules'));
      if (installationId() !== id) throw beingInstalled();
    },
    onWait: () => say('Another start is preparing the packages. Waiting for it.'),
  });
  if (!isInContainer() && lstatSync(join(ROOT, folder, 'node_modules')).isSymbolicLink())
    say('The files of node_modules cannot be linked here: run `npm ci` only while TokenHub is stopped.');
  return join(ROOT, folder);
}

/** A new installation runs install scripts again, so the same versions installed later count as another one. */
function installationId(): string {
  try {
    const seconds = Math.floor(statSync(INSTALLATION).mtimeMs / 1_000); // layers of images store whole seconds
    return createHash('sha256').update(`${seconds} `).update(readFileSync(INSTALLATION)).digest('hex').slice(0, 16);
  } catch {
    throw beingInstalled();
  }
}

const beingInstalled = (): StartError =>
  new StartError(
    'The packages are not installed, or are being installed at this moment. Run `npm ci`, then start again.',
  );

const isInContainer = (): boolean => statfsSync(INSTALLED).type === OVERLAY;

/** Links each file, or the whole folder where files cannot be linked. */
function link(target: string): void {
  try {
    if (isInContainer()) symlinkSync(INSTALLED, target, 'junction');
    else linkFolder(INSTALLED, target);
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw beingInstalled();
    symlinkSync(INSTALLED, target, 'junction');
  }
}

function linkFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (entry.isDirectory()) linkFolder(source, target);
    else linkSync(source, target);
  }
}

/** Next's build refers to the packages of the checkout; this redirects it to those beside the build. */
export function linkToPackagesBeside(build: string, folder = join(build, 'node_modules')): void {
  const beside = join(packagesFolder(), 'node_modules');
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) linkToPackagesBeside(build, path);
    if (!entry.isSymbolicLink()) continue;
    const name = relative(INSTALLED, resolve(folder, readlinkSync(path)));
    rmSync(path);
    symlinkSync(relative(dirname(path), join(beside, name)), path, 'junction');
  }
}

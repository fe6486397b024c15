import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Lock, tryLock, waitForLock } from '../lock.ts';

/*
 * Builds of the portal lie side by side, each in a folder named after its inputs and its checkout. A running process
 * keeps its own locked, so a start that makes or removes others does not affect it. Next's own folder is not used,
 * because a manual `next build` empties it.
 */

const BUILDS = '.builds';
const WHOLE = 'whole';
const BUILD = /^\w+-[\da-f]{8}$/;

export interface OpenOptions {
  /** Path of the checkout. */
  root: string;
  /** Digest of all inputs of the build. */
  id: string;
  /** Makes the build in a folder, relative to the checkout. */
  make(folder: string): Promise<void>;
  onWait(): void;
  signal?: AbortSignal | undefined;
}

export interface OpenBuild {
  id: string;
  /** Relative to the checkout. */
  folder: string;
  /** Releases the build. */
  release(): void;
}

/** Folder of the build, relative to the checkout. A build has absolute paths, so a copied checkout makes its own. */
export const folderOf = ({ root, id }: Pick<OpenOptions, 'root' | 'id'>): string =>
  join(BUILDS, `${id}-${nameOf(root)}`);

/** Locks the build for use, and makes it first if necessary. */
export async function openBuild({ root, id, make, onWait, signal }: OpenOptions): Promise<OpenBuild> {
  const folder = folderOf({ root, id });
  const path = join(root, folder);
  const lock = await lockBuilds(root, { onWait, signal }).catch((error) => {
    // In a read-only checkout no process can remove a build, so none needs a lock.
    if (isWhole(path) && !signal?.aborted) return null;
    throw error;
  });
  try {
    if (!isWhole(path)) await makeAnew(path, () => make(folder));
    const use = lock && tryLock(`${path}.lock`, 'shared');
    return { id, folder, release: () => use?.release() };
  } finally {
    lock?.release();
  }
}

/** Removes the builds that no running process uses. */
export async function removeUnusedBuilds(root: string): Promise<void> {
  const lock = await lockBuilds(root, {});
  try {
    const builds = join(root, BUILDS);
    for (const name of readdirSync(builds).filter((entry) => BUILD.test(entry))) {
      const use = tryLock(join(builds, `${name}.lock`));
      if (!use) continue;
      await rm(join(builds, name), { recursive: true, force: true });
      use.release();
      await rm(join(builds, `${name}.lock`), { force: true });
    }
  } finally {
    lock.release();
  }
}

const lockBuilds = (root: string, options: Partial<Pick<OpenOptions, 'onWait' | 'signal'>>): Promise<Lock> => {
  mkdirSync(join(root, BUILDS), { recursive: true });
  return waitForLock(join(root, BUILDS, 'lock'), options);
};

const isWhole = (path: string): boolean => existsSync(join(path, WHOLE));

async function makeAnew(path: string, make: () => Promise<void>): Promise<void> {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  await make();
  writeFileSync(join(path, WHOLE), '');
}

const nameOf = (root: string): string => createHash('sha256').update(root).digest('hex').slice(0, 8);

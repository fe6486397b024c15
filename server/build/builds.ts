import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Lock, tryLock, waitForLock } from '../lock.ts';

/*
 * Builds of the portal lie side by side, each in a folder named for what it was made of and where. A running process keeps its
 * own locked, so a start that builds or removes others takes nothing away from it. Next's own folder would not do: Next
 * empties it when somebody builds by hand.
 */

const BUILDS = '.builds';
const WHOLE = 'whole';
const BUILD = /^\w+-[\da-f]{8}$/;

export interface OpenOptions {
  /** The checkout. */
  root: string;
  /** Digest of all that the build is made of. */
  id: string;
  /** Makes the build in a folder below the checkout. */
  make(folder: string): Promise<void>;
  onWait(): void;
  signal?: AbortSignal | undefined;
}

export interface OpenBuild {
  id: string;
  /** Below the checkout. */
  folder: string;
  /** Ends the use. */
  release(): void;
}

/** Where the build lies, below the checkout. It remembers paths, so a copy of the checkout makes its own. */
export const folderOf = ({ root, id }: Pick<OpenOptions, 'root' | 'id'>): string =>
  join(BUILDS, `${id}-${nameOf(root)}`);

/** Takes the build into use, which is made now where there is none. */
export async function openBuild({ root, id, make, onWait, signal }: OpenOptions): Promise<OpenBuild> {
  const folder = folderOf({ root, id });
  const path = join(root, folder);
  const lock = await lockBuilds(root, { onWait, signal }).catch((error) => {
    if (isWhole(path) && !signal?.aborted) return null; // a checkout that cannot be written has nobody who would remove it
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

import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { makeFolder } from '#lib/make-folder.ts';
import { findOwner, isReachable, reachableFolder } from './postgres/owner.ts';
import { StartError } from './start-error.ts';

/** The running sources: the checkout's own, or a copy that a start made of them (`build/release.ts`). */
export const SOURCES = resolve(import.meta.dirname, '..');

const isBuild = (folder: string): boolean => basename(dirname(folder)) === '.builds';

/** The checkout. A copy lies in it, as `.builds/<packages>/.builds/<sources>`. */
export const ROOT = isBuild(SOURCES) && isBuild(resolve(SOURCES, '../..')) ? resolve(SOURCES, '../../../..') : SOURCES;

/** Relative to the folder of the packages. */
export const NEXT_CLI = 'node_modules/next/dist/bin/next';

/** DATA_DIR as an absolute path: a relative one is relative to the checkout, whatever the working directory is. */
export const dataFolder = (dataDir: string): string => resolve(ROOT, dataDir);

/**
 * Folder of the embedded database: in the data folder, or below `/var/lib/tokenhub` when we are root and the user that
 * PostgreSQL runs as cannot reach the data folder.
 */
export function clusterFolder(data: string): string {
  const folder = join(data, 'postgres');
  if (findOwner().uid === undefined || isReachable(folder)) return folder;
  if (existsSync(join(folder, 'PG_VERSION'))) {
    throw new StartError(
      `The user that runs PostgreSQL can no longer reach ${folder}. Let others enter the folders above it.`,
    );
  }
  return reachableFolder(createHash('sha256').update(data).digest('hex').slice(0, 12));
}

/**
 * Makes the data folder where there is none.
 * @throws StartError when it cannot be made or written
 */
export function makeDataFolder(data: string): void {
  try {
    makeFolder(data);
    accessSync(join(data, sep), constants.W_OK | constants.X_OK); // the separator makes it fail for a file
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new StartError(`DATA_DIR: expected a folder that can be made and written, which ${data} is not (${code}).`, {
      cause,
    });
  }
}

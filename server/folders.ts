import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { makeFolder } from '#lib/make-folder.ts';
import { findOwner, isReachable, reachableFolder } from './postgres/owner.ts';
import { StartError } from './start-error.ts';

/** The checkout. */
export const ROOT = resolve(import.meta.dirname, '..');

export const NEXT_CLI = join(ROOT, 'node_modules/next/dist/bin/next');

/** DATA_DIR as an absolute path: a relative one is meant from the checkout, wherever the command was typed. */
export const dataFolder = (dataDir: string): string => resolve(ROOT, dataDir);

/**
 * Where the embedded database lies: in the data folder, or below `/var/lib/tokenhub` when we are root and the user that
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
    accessSync(join(data, sep), constants.W_OK | constants.X_OK); // the separator refuses a file
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new StartError(`DATA_DIR: expected a folder that can be made and written, which ${data} is not (${code}).`, {
      cause,
    });
  }
}

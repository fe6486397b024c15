import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
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

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from './data-folder.ts';
import { startOf } from './process-identity.ts';
import { StartError } from './start-error.ts';

export interface Instance {
  pid: number;
  startedAt: string;
  url: string;
}

const file = (data: string): string => join(data, 'tokenhub.json');

/** The TokenHub that runs on this data folder now, or null. What a killed one left behind does not count. */
export function findInstance(data: string): Instance | null {
  try {
    const instance = JSON.parse(readFileSync(file(data), 'utf8')) as Instance;
    return startOf(instance.pid) === instance.startedAt ? instance : null;
  } catch {
    return null;
  }
}

/**
 * Makes this process the one that runs on the data folder.
 * @returns gives the folder free again
 * @throws StartError when another one runs on it, or it cannot be written
 */
export function claimData(data: string, url: string): () => void {
  const running = findInstance(data);
  if (running) {
    throw new StartError(
      `TokenHub already runs on this data (process ${running.pid}, ${running.url}). Stop it first, or set DATA_DIR.`,
    );
  }
  makeDataFolder(data);
  const instance: Instance = { pid: process.pid, startedAt: startOf(process.pid) ?? '', url };
  try {
    rmSync(file(data), { force: true });
    writeFileSync(file(data), JSON.stringify(instance), { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new StartError(whyNotClaimed(data, cause as NodeJS.ErrnoException), { cause });
  }
  return () => rmSync(file(data), { force: true });
}

const whyNotClaimed = (data: string, { code }: NodeJS.ErrnoException): string =>
  code === 'EEXIST'
    ? 'Another TokenHub is starting on this data at this moment.'
    : `DATA_DIR: ${file(data)} cannot be written (${code}).`;

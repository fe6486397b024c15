import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from './folders.ts';
import { tryLock } from './lock.ts';
import { StartError } from './start-error.ts';

interface Instance {
  pid: number;
  url: string;
}

const file = (data: string): string => join(data, 'tokenhub.json');

/**
 * Claims the data folder for this process, as long as it runs.
 * @returns releases the folder
 * @throws StartError when another process runs on it, or it cannot be written
 */
export function claimData(data: string, url: string): () => void {
  makeDataFolder(data);
  const instance: Instance = { pid: process.pid, url };
  try {
    const lock = tryLock(join(data, 'tokenhub.lock'));
    if (!lock) throw new StartError(whoRuns(data));
    rmSync(file(data), { force: true });
    writeFileSync(file(data), JSON.stringify(instance), { mode: 0o600 });
    return () => {
      rmSync(file(data), { force: true });
      lock.release();
    };
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new StartError(`DATA_DIR: ${file(data)} cannot be written and locked (${code}: ${message}).`, { cause });
  }
}

function whoRuns(data: string): string {
  try {
    const { pid, url } = JSON.parse(readFileSync(file(data), 'utf8')) as Instance;
    return `TokenHub already runs on this data (process ${pid}, ${url}). Stop it first, or set DATA_DIR.`;
  } catch {
    return 'Another TokenHub is starting on this data at this moment.';
  }
}

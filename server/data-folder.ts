import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { StartError } from './start-error.ts';

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

/** Step by step, because Node's `recursive` never returns where the system answers ENOENT below a folder that exists. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another start made it at this moment
  }
}

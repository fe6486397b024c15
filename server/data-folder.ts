import { accessSync, constants } from 'node:fs';
import { join, sep } from 'node:path';
import { makeFolder } from '#lib/make-folder.ts';
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

import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and its missing parents. Step by step, because Node's `recursive` never returns where the system
 * answers ENOENT below an existing folder.
 */
export function makeFolder(folder: string, options: { mode?: number } = {}): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), options);
  try {
    mkdirSync(folder, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process made it at this moment
  }
}

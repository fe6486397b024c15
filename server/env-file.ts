import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, ROOT } from './folders.ts';

/**
 * Reads the checkout's `.env`, if there is one, into the environment. Variables that are already set win. DATA_DIR
 * becomes absolute: a relative one is relative to the checkout, whatever the working directory is.
 */
export function readEnvFile(file = join(ROOT, '.env')): void {
  if (existsSync(file)) process.loadEnvFile(file);
  process.env.DATA_DIR = dataFolder(process.env.DATA_DIR?.trim() || '.data');
}

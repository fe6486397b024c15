import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, ROOT } from './folders.ts';

/**
 * Takes the settings of the checkout's `.env`, where there is one, into the environment. What is set there already wins.
 * DATA_DIR becomes absolute: a relative one is meant from the checkout, wherever a command was typed.
 */
export function readEnvFile(file = join(ROOT, '.env')): void {
  if (existsSync(file)) process.loadEnvFile(file);
  process.env.DATA_DIR = dataFolder(process.env.DATA_DIR?.trim() || '.data');
}

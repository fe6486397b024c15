import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './folders.ts';

/** Takes the settings of the checkout's `.env`, where there is one, into the environment. What is set there already wins. */
export function readEnvFile(file = join(ROOT, '.env')): void {
  if (existsSync(file)) process.loadEnvFile(file);
}

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readEnvFile } from './env-file.ts';

/**
 * `npm start`, and with `--dev` `npm run dev`. Errors that the operator can fix are printed as one message, without a
 * trace.
 */
const MENDABLE = new Set(['ConfigError', 'StartError']);

const parent = process.ppid; // the parent may end while the sources are copied
try {
  readEnvFile(); // before the first import that reads the environment
  const isDev = process.argv.includes('--dev');
  const { supervise }: typeof import('./supervisor.ts') = await import(isDev ? './supervisor.ts' : await release());
  await supervise({ isDev, parent });
} catch (error) {
  console.error(error instanceof Error && MENDABLE.has(error.name) ? error.message : error);
  process.exit(1);
}

/** Loads the supervisor from a copy of the sources, which all its child processes then run too. */
async function release(): Promise<string> {
  const { openRelease } = await import('./build/release.ts');
  const folder = await openRelease((line) => void process.stdout.write(`${line}\n`));
  return pathToFileURL(join(folder, 'server/supervisor.ts')).href;
}

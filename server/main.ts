import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readEnvFile } from './env-file.ts';

/** `npm start`, and with `--dev` `npm run dev`. Failures that the operator can mend are told in one message, without a trace. */
const MENDABLE = new Set(['ConfigError', 'StartError']);

const parent = process.ppid; // it may be gone once the sources are copied
try {
  readEnvFile(); // before the first import that reads the environment
  const isDev = process.argv.includes('--dev');
  const { supervise }: typeof import('./supervisor.ts') = await import(isDev ? './supervisor.ts' : await release());
  await supervise({ isDev, parent });
} catch (error) {
  console.error(error instanceof Error && MENDABLE.has(error.name) ? error.message : error);
  process.exit(1);
}

/** The supervisor of a copy, and with it every process it starts. */
async function release(): Promise<string> {
  const { openRelease } = await import('./build/release.ts');
  const folder = await openRelease((line) => void process.stdout.write(`${line}\n`));
  return pathToFileURL(join(folder, 'server/supervisor.ts')).href;
}

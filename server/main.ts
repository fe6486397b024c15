import { readEnvFile } from './env-file.ts';

/** `npm start`, and with `--dev` `npm run dev`. Failures that the operator can mend are told in one message, without a trace. */
const MENDABLE = new Set(['ConfigError', 'StartError']);

try {
  readEnvFile(); // before the first import that reads the environment
  const { supervise } = await import('./supervisor.ts');
  await supervise({ isDev: process.argv.includes('--dev') });
} catch (error) {
  console.error(error instanceof Error && MENDABLE.has(error.name) ? error.message : error);
  process.exit(1);
}

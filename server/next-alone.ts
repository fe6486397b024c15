import { fork } from 'node:child_process';

/**
 * For a Next that runs without our supervisor and without DATABASE_URL: the embedded database, in a process of its own.
 * Its address is put where `lib/config/env.ts` reads it when the first route is loaded.
 */
export async function startDatabaseForNext(): Promise<void> {
  if (process.env.DATABASE_URL) return;
  process.env.DATABASE_URL = await startDatabase();
}

function startDatabase(): Promise<string> {
  // A path made while running, so that the bundler leaves the program alone.
  const program = [process.cwd(), 'server', 'beside-next.ts'].join('/');
  const child = fork(program, { execArgv: ['--conditions=react-server', '--disable-warning=ExperimentalWarning'] });
  return new Promise((resolve, reject) => {
    child.once('message', ({ databaseUrl }: { databaseUrl: string }) => resolve(databaseUrl));
    child.once('exit', (code) => reject(new Error(`The embedded database did not start (exit code ${code}).`)));
  });
}

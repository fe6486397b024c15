import { fork } from 'node:child_process';

/**
 * Starts the embedded database in a separate process, for a Next that runs without our supervisor and without
 * DATABASE_URL. The address is set before the first route loads `lib/config/env.ts`.
 */
export async function startDatabaseForNext(): Promise<void> {
  if (process.env.DATABASE_URL) return;
  process.env.DATABASE_URL = await startDatabase();
}

function startDatabase(): Promise<string> {
  // The path is built at run time, so that the bundler does not include the program.
  const program = [process.cwd(), 'server', 'beside-next.ts'].join('/');
  const child = fork(program, { execArgv: ['--conditions=react-server', '--disable-warning=ExperimentalWarning'] });
  return new Promise((resolve, reject) => {
    child.once('message', ({ databaseUrl }: { databaseUrl: string }) => resolve(databaseUrl));
    child.once('exit', (code) => reject(new Error(`The embedded database did not start (exit code ${code}).`)));
  });
}

import { readEnvFile } from '#server/env-file.ts';
import { describeFailure } from './failure.ts';

const asJson = process.argv.includes('--json');

/** The operator's command line. Exit codes: 0 for success, 1 for a problem, 2 for a wrong command. */
try {
  readEnvFile(); // before the first import that reads the environment
  const { buildPrismaClient } = await import('#server/build/prisma-client.ts');
  await buildPrismaClient(); // a fresh checkout has no client yet, and the imports below need it
  const { createProgram } = await import('./program.ts');
  await createProgram({ asJson }).parseAsync();
  process.exit();
} catch (error) {
  const { exitCode, message } = describeFailure(error, asJson);
  if (message) console.error(message);
  process.exit(exitCode);
}

import { readEnvFile } from '#server/env-file.ts';
import { describeFailure } from './failure.ts';

const asJson = process.argv.includes('--json');

/** The operator's command line. Exit codes: 0 when all is well, 1 for a problem, 2 for a command that was written wrongly. */
try {
  readEnvFile(); // before the first import that reads the environment
  const { buildPrismaClient } = await import('#server/build/prisma-client.ts');
  await buildPrismaClient(); // a fresh checkout has none yet, and everything below imports it
  const { createProgram } = await import('./program.ts');
  await createProgram({ asJson }).parseAsync();
  process.exit();
} catch (error) {
  const { exitCode, message } = describeFailure(error, asJson);
  if (message) console.error(message);
  process.exit(exitCode);
}

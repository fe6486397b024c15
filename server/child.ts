import { join } from 'node:path';

/** Options of Node and environment for a process that lives no longer than this one. */
export const endingWithUs = (env: NodeJS.ProcessEnv) => ({
  execArgv: ['--import', join(import.meta.dirname, 'end-with-parent.ts')],
  env: { ...env, TOKENHUB_PARENT: String(process.pid) },
});

/** The same for one that serves: it also tells us that it does not hang. */
export const servingUnderUs = (env: NodeJS.ProcessEnv, loadedFirst = 'under-supervisor.ts') => ({
  ...endingWithUs(env),
  execArgv: ['--import', join(import.meta.dirname, loadedFirst)],
});

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { moveTemporaryFiles } from './lib/testing/temporary-folder.ts';

moveTemporaryFiles();

/** Property tests try the same cases in every run. */
const FAST_CHECK = { 'fast-check': fileURLToPath(new URL('lib/testing/fast-check.ts', import.meta.url)) };
// Under `--conditions=react-server` this package is empty; Vite's own resolver has to be told.
const SERVER_ONLY = { 'server-only': fileURLToPath(new URL('empty.js', import.meta.resolve('server-only'))) };

/**
 * Unit tests need nothing and share the modules of their process. Tests that set the environment a module reads at import, or
 * replace a module, are isolated. Database tests share one embedded PostgreSQL. All run Node as the servers do.
 */
const project = (name: string, include: string[], more: object = {}) => ({
  resolve: { alias: { ...SERVER_ONLY, ...FAST_CHECK } },
  test: {
    name,
    include,
    exclude: ['**/node_modules/**', '.next/**'],
    pool: 'forks' as const,
    // Ends what hangs; a busy machine is no failure.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    execArgv: ['--conditions=react-server', '--disable-warning=ExperimentalWarning'],
    ...more,
  },
});

const QUIET = { LOG_LEVEL: 'silent' };

const SOURCES = '{lib,server,cli,components,app}';

export default defineConfig({
  test: {
    // One for each core; by default Vitest keeps one for itself and leaves half of two idle.
    maxWorkers: availableParallelism(),
    projects: [
      project('unit', [`${SOURCES}/**/*.test.{ts,tsx}`], {
        exclude: ['**/node_modules/**', '**/*.{db,isolated}.test.ts'],
        isolate: false,
        setupFiles: ['lib/testing/shared-process.ts'],
        env: QUIET,
      }),
      project('isolated', [`${SOURCES}/**/*.isolated.test.ts`], { env: QUIET }),
      project('database', [`${SOURCES}/**/*.db.test.ts`], {
        // A thread starts in half the time of a process, and has an environment and modules of its own as well.
        pool: 'threads',
        globalSetup: ['lib/testing/database-setup.ts'],
      }),
    ],
  },
});

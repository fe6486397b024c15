import { mkdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import chromium from '@sparticuz/chromium';
import { moveTemporaryFiles } from '#lib/testing/temporary-folder.ts';
import { findFreePort } from '#server/local-port.ts';
import { providerSettings } from './providers/registration.ts';

// Every worker reads the configuration again; the environment keeps the first worker's decisions.
process.env.E2E_PORT ??= String(await findFreePort());
process.env.E2E_PROVIDERS_PORT ??= String(await findFreePort());
process.env.E2E_CHROMIUM ??= await chromium.executablePath(); // unpacked once for all runs
process.env.E2E_DATA_DIR ??= makeDataFolder();

// Tests import `lib` under the server's conditions, to sign users in and to read the database.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, { ...context, conditions: [...(context.conditions ?? []), 'react-server'] }),
});

/** Readable for the user that PostgreSQL runs as when the server is root. */
function makeDataFolder(): string {
  const folder = join(moveTemporaryFiles(), 'data');
  mkdirSync(folder);
  return folder;
}

// By name, because passkeys do not support IP addresses.
const baseURL = `http://localhost:${process.env.E2E_PORT}`;
const providers = `http://localhost:${process.env.E2E_PROVIDERS_PORT}`;
Object.assign(process.env, {
  DATA_DIR: process.env.E2E_DATA_DIR,
  PUBLIC_URL: baseURL,
  NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
});

/**
 * Replaces the package's flags: a single process ends with the first window, and disabled web security omits `Origin`.
 */
const BROWSER_FLAGS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];

/** End-to-end tests of `npm start` with its own data, its sandbox as upstream, and a Chromium from npm. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  // Limits for hanging tests only; a slow machine must not fail them.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // `dot` prints failures at the end, where a truncated log still has them.
  reporter: process.env.CI ? 'dot' : 'list',
  use: {
    baseURL,
    // Tracing doubles the time of a run, so it is optional.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: process.env.E2E_CHROMIUM, args: BROWSER_FLAGS },
  },
  webServer: [
    {
      command: 'node --disable-warning=ExperimentalWarning e2e/providers/main.ts',
      cwd: '..',
      url: providers,
      reuseExistingServer: true,
    },
    {
      command: 'node --conditions=react-server --disable-warning=ExperimentalWarning server/main.ts',
      cwd: '..',
      url: `${baseURL}/readyz`,
      // With E2E_PORT, E2E_DATA_DIR and E2E_PROVIDERS_PORT of a running server, a single spec runs in seconds.
      reuseExistingServer: true,
      timeout: 300_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
      stdout: 'pipe',
      env: {
        DATA_DIR: process.env.E2E_DATA_DIR,
        PORT: process.env.E2E_PORT,
        HOST: '127.0.0.1',
        PUBLIC_URL: baseURL,
        LOG_LEVEL: 'warn',
        ...providerSettings(providers),
      },
    },
  ],
});

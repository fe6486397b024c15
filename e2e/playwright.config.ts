import { mkdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import chromium from '@sparticuz/chromium';
import { moveTemporaryFiles } from '#lib/testing/temporary-folder.ts';
import { findFreePort } from '#server/local-port.ts';
import { providerSettings } from './providers/registration.ts';

// The configuration is read again in every worker; the environment carries what was decided first.
process.env.E2E_PORT ??= String(await findFreePort());
process.env.E2E_PROVIDERS_PORT ??= String(await findFreePort());
process.env.E2E_CHROMIUM ??= await chromium.executablePath(); // unpacked once for all runs
process.env.E2E_DATA_DIR ??= makeDataFolder();

// Tests read `lib` as the server does, to sign somebody in and to look at what was written.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, { ...context, conditions: [...(context.conditions ?? []), 'react-server'] }),
});

/** Open to PostgreSQL's own user, which the server runs as under root. */
function makeDataFolder(): string {
  const folder = join(moveTemporaryFiles(), 'data');
  mkdirSync(folder);
  return folder;
}

// By its name: passkeys know no numeric addresses.
const baseURL = `http://localhost:${process.env.E2E_PORT}`;
const providers = `http://localhost:${process.env.E2E_PROVIDERS_PORT}`;
Object.assign(process.env, {
  DATA_DIR: process.env.E2E_DATA_DIR,
  PUBLIC_URL: baseURL,
  NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
});

/** Not the package's own: one process for all dies with the first window, and without web security no form has an `Origin`. */
const BROWSER_FLAGS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];

/** Journeys through the real thing: `npm start` on data of its own, its sandbox as upstream, a Chromium from npm. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  // These end what hangs; a slow machine is no failure.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // `dot` says at the end what failed and why, where a log that was cut still has it.
  reporter: process.env.CI ? 'dot' : 'list',
  use: {
    baseURL,
    // Recording doubles the time of a run, so it is asked for.
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
      // With E2E_PORT, E2E_DATA_DIR and E2E_PROVIDERS_PORT of a server that runs, one spec is tried in seconds.
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

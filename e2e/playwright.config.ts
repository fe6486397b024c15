import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import chromium from '@sparticuz/chromium';
import { findFreePort } from '../server/free-port.ts';

// The configuration is read again in every worker; the environment carries what was decided first.
process.env.E2E_DATA_DIR ??= makeDataFolder();
process.env.E2E_PORT ??= String(await findFreePort());
process.env.E2E_CHROMIUM ??= await chromium.executablePath();

/** Open to PostgreSQL's own user, which the server runs as under root. */
function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenhub-e2e-'));
  chmodSync(folder, 0o755);
  return folder;
}

const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;

/** Journeys through the real thing: `npm start` on data of its own, its sandbox as upstream, a Chromium from npm. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: process.env.CI ? 'line' : 'list',
  use: {
    baseURL,
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.E2E_CHROMIUM, args: chromium.args },
  },
  webServer: {
    command: 'node --conditions=react-server --disable-warning=ExperimentalWarning server/main.ts',
    cwd: '..',
    url: `${baseURL}/readyz`,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
    env: {
      DATA_DIR: process.env.E2E_DATA_DIR,
      PORT: process.env.E2E_PORT,
      HOST: '127.0.0.1',
      PUBLIC_URL: baseURL,
      LOG_LEVEL: 'warn',
    },
  },
});

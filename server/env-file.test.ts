import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readEnvFile } from './env-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenhub-env-'));
const file = join(folder, '.env');

// The code always sets it, so it is restored.
beforeEach(() => void vi.stubEnv('DATA_DIR', ''));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  delete process.env.TOKENHUB_TEST_FILE;
  delete process.env.TOKENHUB_TEST_BOTH;
});

it('takes the settings of the file, and the environment wins', () => {
  process.env.TOKENHUB_TEST_BOTH = 'environment';
  writeFileSync(file, '# a comment\nTOKENHUB_TEST_FILE="from the file"\nTOKENHUB_TEST_BOTH=file\n');
  readEnvFile(file);
  expect(process.env).toMatchObject({ TOKENHUB_TEST_FILE: 'from the file', TOKENHUB_TEST_BOTH: 'environment' });
});

it.each([
  ['data', 'a folder of the checkout'],
  ['/var/lib/hub', 'a folder of its own'],
  [' ', 'the usual one'],
])('takes DATA_DIR=%s for %s', (value) => {
  vi.stubEnv('DATA_DIR', value);
  readEnvFile(join(folder, 'none'));
  expect(process.env.DATA_DIR).toBe(resolve(import.meta.dirname, '..', value.trim() || '.data'));
});

it('does without a file', () => {
  expect(() => readEnvFile(join(folder, 'none'))).not.toThrow();
});

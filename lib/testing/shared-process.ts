import { afterAll, vi } from 'vitest';

const before = { ...process.env };

/** A test file restores the state of its process, because the next file runs in it too. */
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  const changed = Object.keys({ ...before, ...process.env }).filter((name) => process.env[name] !== before[name]);
  if (changed.length > 0)
    throw new Error(`${changed} changed in the environment: put it back, or name the file *.isolated.test.ts.`);
});

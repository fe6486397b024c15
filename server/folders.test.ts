import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeDataFolder } from './folders.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tokenhub-data-'));
});
afterEach(() => rmSync(root, { recursive: true }));

it('makes the folder and its parents, with any names', () => {
  const data = join(root, 'Daten für später', 'hub');
  makeDataFolder(data);
  makeDataFolder(data);
  expect(statSync(data).isDirectory()).toBe(true);
});

it.each(['file', 'file/below'])('refuses a path that is no folder: %s', (path) => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeDataFolder(join(root, path))).toThrow('DATA_DIR: expected a folder that can be made and written');
});

it.runIf(process.platform === 'linux')('answers at once where no folder can be made', () => {
  expect(() => makeDataFolder('/proc/nope')).toThrow(
    'DATA_DIR: expected a folder that can be made and written, which /proc/nope is not (ENOENT).',
  );
});

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tokenhub-folder-'));
});
afterEach(() => rmSync(root, { recursive: true }));

it('makes a folder and its parents, and accepts existing ones', () => {
  const folder = join(root, 'a', 'b');
  makeFolder(folder, { mode: 0o700 });
  makeFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('makes none below a file', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeFolder(join(root, 'file', 'below'))).toThrow('ENOTDIR');
});

it.runIf(process.platform === 'linux')('answers at once where no folder can be made', () => {
  expect(() => makeFolder('/proc/nope/below')).toThrow('ENOENT');
});

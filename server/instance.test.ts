import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimData, findInstance } from './instance.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'tokenhub-instance-'));
});
afterEach(() => rmSync(data, { recursive: true }));

it('refuses a second start on the same data and says where the first one runs', () => {
  claimData(data, 'http://localhost:3000');
  expect(() => claimData(data, 'http://localhost:3001')).toThrow(
    `TokenHub already runs on this data (process ${process.pid}, http://localhost:3000). Stop it first, or set DATA_DIR.`,
  );
});

it('tells what stands in the way when it cannot write, and blames no other start', () => {
  mkdirSync(join(data, 'tokenhub.json'));
  expect(() => claimData(data, 'http://localhost:3000')).toThrow(
    `DATA_DIR: ${join(data, 'tokenhub.json')} cannot be written (ERR_FS_EISDIR).`,
  );
});

it('gives the data free when it stops', () => {
  claimData(data, 'http://localhost:3000')();
  expect(findInstance(data)).toBeNull();
  claimData(data, 'http://localhost:3001');
});

it.each([
  ['a process that is gone', { pid: 2 ** 22 - 1, startedAt: '1', url: '' }],
  ['another program that got the same process id', { pid: process.pid, startedAt: 'long ago', url: '' }],
  ['a file cut short', 'no json'],
])('is not held back by %s', (_name, left) => {
  writeFileSync(join(data, 'tokenhub.json'), typeof left === 'string' ? left : JSON.stringify(left));
  claimData(data, 'http://localhost:3000');
  expect(findInstance(data)?.pid).toBe(process.pid);
});

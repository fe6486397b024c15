import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { digestOf } from './sources.ts';

let folder: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokenhub-sources-'));
  root = join(folder, 'checkout');
  write('app/page.ts', 'one');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const digest = (more: { paths?: string[]; setting?: string } = {}) =>
  digestOf({ paths: ['app', 'lib'], root, ...more });

it('is the same for the same sources, wherever they lie', () => {
  const before = digest();
  cpSync(root, join(folder, 'copy'), { recursive: true });
  root = join(folder, 'copy');
  expect(digest()).toBe(before);
});

it.each([
  ['a source with other content', () => write('app/page.ts', 'two')],
  ['a source more', () => write('app/other.ts', '')],
  [
    'a source whose name has taken over some of its content',
    () => renameSync(join(root, 'app/page.ts'), join(root, 'app/page.tso')),
  ],
])('is another one for %s', (_, change) => {
  const before = digest();
  change();
  expect(digest()).not.toBe(before);
});

it('is another one for another setting', () => expect(digest({ setting: 'a' })).not.toBe(digest({ setting: 'b' })));

it('ignores tests, notes and generated files', () => {
  const before = digest();
  for (const path of ['app/page.test.ts', 'lib/README.md', 'lib/db/generated/client.ts', 'lib/db/.draft-1/x.ts'])
    write(path, 'new');
  expect(digest()).toBe(before);
});

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OpenBuild, openBuild, removeUnusedBuilds } from './builds.ts';

let folder: string;
let root: string;
let made: string[];
const opened: OpenBuild[] = [];
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokenhub-builds-'));
  root = join(folder, 'checkout');
  mkdirSync(root);
  made = [];
});
afterEach(() => {
  for (const build of opened.splice(0)) build.release();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Opens a build of one page, as a start does. */
async function open(id: string): Promise<OpenBuild> {
  const build = await openBuild({
    ...{ root, id, onWait: () => {} },
    make: async (path) => {
      made.push(id);
      writeFileSync(join(root, path, 'page.html'), id);
    },
  });
  opened.push(build);
  return build;
}

const page = ({ folder }: OpenBuild) => readFileSync(join(root, folder, 'page.html'), 'utf8');
const builds = () => readdirSync(join(root, '.builds')).filter((name) => /^\w+-\w+$/.test(name));

it('makes a build once, and another one beside it', async () => {
  const one = await open('one');
  const other = await open('two');
  await open('one');
  expect(made).toEqual(['one', 'two']);
  expect([page(one), page(other)]).toEqual(['one', 'two']);
});

it('makes one build for two starts at the same moment', async () => {
  await Promise.all([open('one'), open('one')]);
  expect(made).toEqual(['one']);
});

it('makes a build again that was cut short', async () => {
  const failing = openBuild({
    ...{ root, id: 'one', onWait: () => {} },
    make: async (path) => {
      writeFileSync(join(root, path, 'page.html'), 'half');
      throw new Error('The build failed.');
    },
  });
  await expect(failing).rejects.toThrow('The build failed.');
  expect(page(await open('one'))).toBe('one');
});

it('uses no build in a copy of the checkout, and removes the copied ones there', async () => {
  const { folder: original } = await open('one');
  cpSync(root, join(folder, 'copy'), { recursive: true });
  root = join(folder, 'copy');
  const copied = await open('one');
  expect(made).toEqual(['one', 'one']);
  await removeUnusedBuilds(root);
  expect(existsSync(join(root, original))).toBe(false);
  expect(page(copied)).toBe('one');
});

/** Starts another process that uses a build, until it is killed. */
async function openElsewhere(id: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, '../testing/hold-build.ts'), [root, id]);
  children.push(child);
  await once(child, 'message');
  return child;
}

it('removes builds that no running process uses any more, and no other', async () => {
  const elsewhere = await openElsewhere('old');
  (await open('unused')).release();
  const current = await open('current');
  await removeUnusedBuilds(root);
  expect(
    builds()
      .map((name) => name.split('-')[0])
      .sort(),
  ).toEqual(['current', 'old']);
  elsewhere.kill('SIGKILL');
  await once(elsewhere, 'exit');
  await removeUnusedBuilds(root);
  expect(builds()).toEqual([current.folder.split('/').at(-1)]);
  expect(page(current)).toBe('current');
});

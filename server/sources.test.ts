import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onceFor } from './sources.ts';

let folder: string;
let root: string;
let digests: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokenhub-sources-'));
  root = join(folder, 'checkout');
  digests = [];
  write('app/page.ts', 'one');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

const read = (path: string): string | null =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null;

/** @returns the cache that a build found, or that there was nothing to build */
async function build(): Promise<string | null> {
  let found: string | null = 'nothing to build';
  await onceFor({ paths: ['app'], root }, { stamp: '.next/sources', cache: '.next/cache' }, async (digest) => {
    digests.push(digest);
    found = read('.next/cache/paths');
    write('.next/cache/paths', root);
  });
  return found;
}

function copyCheckout(): void {
  const copy = join(folder, 'copy');
  cpSync(root, copy, { recursive: true });
  root = copy;
}

it('makes once what is made of the same sources, and of others with the cache of the last time', async () => {
  expect(await build()).toBeNull();
  expect(await build()).toBe('nothing to build');
  write('app/page.ts', 'two');
  expect(await build()).toBe(root);
  expect(await build()).toBe('nothing to build');
});

it.each(['one', 'two'])('makes it anew in a copy of the checkout, without the cache it came with: %s', async (text) => {
  await build();
  write('.next/dev/server.js', 'somebody develops here');
  copyCheckout();
  write('app/page.ts', text);
  expect(await build()).toBeNull();
  expect(read('.next/dev/server.js')).not.toBeNull();
  expect(await build()).toBe('nothing to build');
});

it('tells the same digest of the same sources, wherever they lie', async () => {
  await build();
  copyCheckout();
  await build();
  expect(new Set(digests).size).toBe(1);
});

it('trusts no cache of which nothing says where it was made', async () => {
  write('.next/cache/paths', '/elsewhere');
  expect(await build()).toBeNull();
});

it('keeps what remembers no paths, in a copy too', async () => {
  let count = 0;
  const make = () => onceFor({ paths: ['app'], root }, { stamp: 'generated/.sources' }, async () => void count++);
  await make();
  copyCheckout();
  await make();
  expect(count).toBe(1);
});

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../folders.ts';
import { findFreePort } from '../local-port.ts';

/** Packages that npm deletes in this test: Node, a package that every request needs, and npm's own record. */
const REAL = ['node', 'ulid', '.package-lock.json'];
const SENTENCE = 'lib/keys/verify.ts';

let folder: string;
let checkout: string;
let server: ChildProcess;
let old: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tokenhub-release-'));
  checkout = join(folder, 'checkout');
  for (const path of ['lib', 'server', 'messages', 'prisma', 'package.json', 'package-lock.json'])
    cpSync(join(ROOT, path), join(checkout, path), { recursive: true });
  install();
  old = await start();
});
afterAll(async () => {
  await stop(server);
  rmSync(folder, { recursive: true });
});

const installed = (...path: string[]) => join(checkout, 'node_modules', ...path);

/** Installs packages as npm does; most are names only. */
function install(): void {
  mkdirSync(installed());
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    const source = join(ROOT, 'node_modules', name);
    if (REAL.includes(name)) cpSync(source, installed(name), { recursive: true });
    else symlinkSync(source, installed(name));
  }
}

/** Starts the sources of the checkout. @returns its address and its process */
async function start(): Promise<{ url: string; pid: number }> {
  const port = await findFreePort();
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'silent',
  };
  const options = { env, cwd: checkout, execPath: installed('node/bin/node') };
  server = fork(join(checkout, 'server/testing/run-release.ts'), options);
  return { url: `http://127.0.0.1:${port}/api/v1/key`, pid: await nextGateway() };
}

async function nextGateway(): Promise<number> {
  const [pid] = await once(server, 'message');
  return pid;
}

async function stop(child: ChildProcess): Promise<void> {
  child.disconnect();
  await once(child, 'exit');
}

const messageAt = async (url: string): Promise<string> => (await (await fetch(url)).json()).error.message;

it('a restarted gateway runs the version of the start, even after checkout and packages have changed', async () => {
  const message = await messageAt(old.url);
  const source = readFileSync(join(checkout, SENTENCE), 'utf8');
  expect(source).toContain(message);

  writeFileSync(join(checkout, SENTENCE), source.replace(message, 'This is the new version.'));
  rmSync(installed(), { recursive: true });
  process.kill(old.pid, 'SIGKILL');
  expect(await nextGateway()).not.toBe(old.pid);
  expect(await messageAt(old.url)).toBe(message);

  install();
  const before = server;
  const fresh = await start();
  expect(await messageAt(fresh.url)).toBe('This is the new version.');
  expect(await messageAt(old.url)).toBe(message);
  await stop(before);
});

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseEnv } from '#lib/config/env.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { readState } from './postgres/state.ts';
import { startOf } from './process-identity.ts';

let data: string;
const open = (options?: { exclusive: boolean }) => openDatabase(parseEnv({ DATA_DIR: data }), options);
let opened: OpenDatabase | undefined;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'tokenhub-data-'));
  chmodSync(data, 0o755); // under root, PostgreSQL's own user has to get in
});
afterEach(async () => {
  await opened?.close();
  opened = undefined;
  rmSync(data, { recursive: true, force: true });
});

async function query(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const lock = () => join(data, 'postgres', 'postmaster.pid');
const postmaster = () => Number.parseInt(readFileSync(lock(), 'utf8'), 10);

async function until(isSo: () => boolean): Promise<void> {
  await expect.poll(isSo, { interval: 10, timeout: 20_000 }).toBe(true);
}

/** Another process that holds the database and has put a row into it. */
async function startHolder(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(import.meta.dirname, 'testing/hold-database.ts'), [data], {
    execArgv: ['--conditions=react-server', '--disable-warning=ExperimentalWarning'],
  });
  const [url] = await once(child, 'message');
  await query(url, 'CREATE TABLE kept AS SELECT 7 AS value');
  return { child, url };
}

const kept = (url: string) => query(url, 'SELECT value FROM kept');

async function killAndWait(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await until(() => startOf(pid) === null);
}

it('uses the server of DATABASE_URL as it is', async () => {
  const database = await openDatabase(parseEnv({ DATABASE_URL: 'postgresql://there:5432/db' }));
  expect(database).toMatchObject({ url: 'postgresql://there:5432/db', started: false, folder: null });
});

it('starts a server that a second opener shares, keeps its password from others, and stops it at close', async () => {
  const first = await open();
  const second = await open();
  expect([first.started, second.started]).toEqual([true, false]);
  expect(second.url).toBe(first.url);
  expect(statSync(join(data, 'database.json')).mode & 0o777).toBe(0o600);
  await second.close();
  expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await first.close();
  expect(existsSync(lock())).toBe(false);
});

it('stops the server cleanly when the process that holds it is killed', async () => {
  const { child } = await startHolder();
  child.kill('SIGKILL');
  await until(() => !existsSync(lock()));
  opened = await open({ exclusive: true });
  expect(await kept(opened.url)).toEqual([{ value: 7 }]);
});

it('takes the data over from a server that nobody keeps any more', async () => {
  const { child } = await startHolder();
  const orphan = postmaster();
  await killAndWait(readState(data)?.keeper?.pid as number);
  child.kill('SIGKILL');
  opened = await open({ exclusive: true });
  expect(postmaster()).not.toBe(orphan);
  expect(await kept(opened.url)).toEqual([{ value: 7 }]);
});

it('recovers after everything was killed at once', async () => {
  const { child } = await startHolder();
  const pids = [child.pid, readState(data)?.keeper?.pid, postmaster()] as number[];
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  for (const pid of pids) await until(() => startOf(pid) === null);
  opened = await open({ exclusive: true });
  expect(await kept(opened.url)).toEqual([{ value: 7 }]);
});

it('starts the server again, at the same address, when it is killed alone', async () => {
  const { child, url } = await startHolder();
  await killAndWait(postmaster());
  await expect.poll(() => kept(url).catch(() => null), { interval: 50, timeout: 20_000 }).toEqual([{ value: 7 }]);
  child.kill('SIGKILL');
  await until(() => !existsSync(lock()));
});

it('keeps the data when the file with its password is lost', async () => {
  const first = await open();
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS value');
  await first.close();
  rmSync(join(data, 'database.json'));
  opened = await open();
  expect(await kept(opened.url)).toEqual([{ value: 7 }]);
});

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseEnv } from '#lib/config/env.ts';
import { migrate } from '#lib/db/migrate.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { clusterFolder } from './folders.ts';
import { findFreePort } from './local-port.ts';
import { startCluster } from './postgres/cluster.ts';
import { adminAddressOf, readState, writeState } from './postgres/state.ts';
import { startOf } from './process-identity.ts';

let data: string;
const open = (options?: { exclusive: boolean }) => openDatabase(parseEnv({ DATA_DIR: data }), options);
let opened: OpenDatabase | undefined;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'tokenhub-data-'));
  chmodSync(data, 0o755); // under root, PostgreSQL's own user needs access
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

/** Starts another process that holds the database and has inserted a row. */
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

it('starts one server for two that open at once, keeps its password from others, and stops it at close', async () => {
  const openAndUse = async () => {
    const database = await open();
    expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    return database;
  };
  const [one, other] = await Promise.all([openAndUse(), openAndUse()]);
  const [first, second] = one.started ? [one, other] : [other, one];
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

it('takes over data from a server whose keeper has ended', async () => {
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

it.each([
  ['the server', postmaster],
  ['the process that keeps it', () => readState(data)?.keeper?.pid as number],
])('starts the server again, at the same address, when %s is killed alone', async (_, victim) => {
  const { child, url } = await startHolder();
  const before = postmaster();
  await killAndWait(victim());
  await until(() => existsSync(lock()) && postmaster() !== before);
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

const NO_RIGHTS = {
  rolsuper: false,
  rolcreatedb: false,
  rolcreaterole: false,
  rolreplication: false,
  rolbypassrls: false,
};

async function expectNoRights(url: string): Promise<void> {
  expect(await query(url, 'SELECT * FROM pg_roles WHERE rolname = current_user')).toMatchObject([NO_RIGHTS]);
  const forbidden = ["COPY (SELECT 1) TO PROGRAM 'true'", 'SELECT rolpassword FROM pg_authid', 'CREATE DATABASE other'];
  for (const statement of forbidden) await expect(query(url, statement)).rejects.toThrow(/permission denied/);
}

it('works as a role that owns its database and has no other rights', async () => {
  opened = await open();
  await expectNoRights(opened.url);
  await query(opened.url, 'CREATE TABLE own (id int)');
});

/** All objects in the database that the application does not own. */
const STRANGE = `
  SELECT relname AS name FROM pg_class WHERE oid >= 16384 AND relowner <> current_user::regrole AND relkind <> 't'
  UNION ALL SELECT typname FROM pg_type WHERE oid >= 16384 AND typowner <> current_user::regrole
  UNION ALL SELECT proname FROM pg_proc WHERE oid >= 16384 AND proowner <> current_user::regrole`;

it('takes over the data of versions that worked as the administrator, twice if the first time was cut short', async () => {
  const [folder, password, port] = [clusterFolder(data), 'abc123', await findFreePort()];
  const state = { port, password, keeper: null };
  const server = await startCluster({ directory: folder, port, password });
  await query(adminAddressOf(state, 'postgres'), 'CREATE DATABASE tokenhub');
  const admin = adminAddressOf(state, 'tokenhub');
  await migrate(admin);
  await query(
    admin,
    'CREATE TABLE kept AS SELECT 7 AS value; CREATE DOMAIN old AS text; CREATE VIEW seen AS SELECT 1 AS one',
  );
  expect(
    (await query(admin, "SELECT * FROM pg_tables WHERE tableowner = 'tokenhub' AND schemaname = 'public'")).length,
  ).toBeGreaterThan(20);
  await server.stop();
  writeState(data, state);

  for (const _ of [1, 2]) {
    opened = await open();
    expect(await query(opened.url, STRANGE)).toEqual([]);
    expect(await kept(opened.url)).toEqual([{ value: 7 }]);
    expect(await migrate(opened.url)).toEqual([]);
    await expectNoRights(opened.url);
    await query(opened.url, 'ALTER TABLE kept ADD COLUMN IF NOT EXISTS more int');
    await opened.close();
    writeState(data, state); // as if the start that made the role had been cut short
  }
});

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Binaries, findBinaries } from './binaries.ts';
import { findOwner, type Owner } from './owner.ts';

const PREDECESSOR_LIVES = 'pre-existing shared memory block';
const PREDECESSOR_MS = 10_000;
const PREDECESSOR_CHECK_MS = 100;

/** The role that created the cluster: a superuser, different from the application's role. */
export const ADMINISTRATOR = 'tokenhub';

export const addressAt = (
  port: number,
  { user, password }: { user: string; password: string },
  database: string,
): string => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;

export interface ClusterOptions {
  /** Absolute path; made and initialised when it does not exist. */
  directory: string;
  port: number;
  /** The administrator's password. */
  password: string;
  /** Settings passed as `-c name=value`. */
  settings?: Record<string, string>;
}

export interface Cluster {
  pid: number;
  /** Resolves when the server has ended, whether stopped or crashed. */
  exited: Promise<void>;
  /**
   * Ends sessions and writes a checkpoint; resolves when the server is gone.
   * @param graceMs time for open sessions, while new ones are refused
   */
  stop(graceMs?: number): Promise<void>;
}

/** Starts a PostgreSQL server on 127.0.0.1, in a process group of its own so that Ctrl-C reaches us first. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const owner = findOwner();
  const binaries = await findBinaries(owner);
  if (!existsSync(join(options.directory, 'PG_VERSION'))) await initialise(binaries, owner, options);
  const server = await startServer(binaries, owner, options);
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  return {
    pid: server.pid as number,
    exited,
    stop: async (graceMs = 0) => {
      const insist = setTimeout(() => server.kill('SIGINT'), graceMs); // PostgreSQL's "fast" shutdown
      if (graceMs > 0) server.kill('SIGTERM'); // its "smart" one
      await exited;
      clearTimeout(insist);
    },
  };
}

/** After a `kill -9`, the dead server's own processes take a moment to end; until then the data is refused. */
async function startServer(binaries: Binaries, owner: Owner, options: ClusterOptions): Promise<ChildProcess> {
  for (const until = performance.now() + PREDECESSOR_MS; ; await delay(PREDECESSOR_CHECK_MS)) {
    const server = spawn(binaries.postgres, serverArguments(options), {
      ...owner,
      cwd: tmpdir(),
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_MESSAGES: 'C' },
    });
    const failure = await becomeReady(server).catch((error: Error) => error);
    if (!failure) return server;
    if (!failure.message.includes(PREDECESSOR_LIVES) || performance.now() > until) throw failure;
  }
}

function serverArguments({ directory, port, settings }: ClusterOptions): string[] {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  return [
    '-D',
    directory,
    '-p',
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** Initialises beside the final path and then renames, so that an interrupted start can be repeated. */
async function initialise(binaries: Binaries, owner: Owner, { directory, password }: ClusterOptions): Promise<void> {
  const unfinished = `${directory}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const passwordFolder = mkdtempSync(join(tmpdir(), 'tokenhub-'));
  const passwordFile = join(passwordFolder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [unfinished, passwordFolder, passwordFile]) giveTo(owner, path);
  try {
    const access = ['--auth=scram-sha-256', `--username=${ADMINISTRATOR}`, `--pwfile=${passwordFile}`];
    const text = ['--encoding=UTF8', '--locale=C', '--no-instructions'];
    await promisify(execFile)(binaries.initdb, [`--pgdata=${unfinished}`, ...access, ...text], {
      ...owner,
      cwd: tmpdir(),
    });
    renameSync(unfinished, directory);
  } finally {
    rmSync(passwordFolder, { recursive: true, force: true });
  }
}

function giveTo({ uid, gid }: Owner, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Resolves when PostgreSQL reports that it accepts connections; rejects with its log when it exits before that. */
function becomeReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (log.includes('ready to accept connections')) return;
      log += text;
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log.trim()}`)));
  });
}

/** Sets a new password for the data in `directory`, when the file with the old one is lost. No server may run on it. */
export async function setPassword(directory: string, password: string): Promise<void> {
  if (!/^[0-9a-f]+$/.test(password)) throw new TypeError('A database password is hexadecimal.');
  const owner = findOwner();
  const { postgres } = await findBinaries(owner);
  const server = spawn(postgres, ['--single', '-D', directory, 'postgres'], {
    ...owner,
    cwd: tmpdir(),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  server.stdin.end(`ALTER ROLE ${ADMINISTRATOR} PASSWORD '${password}'\n`);
  const [code] = await once(server, 'exit');
  if (code !== 0) throw new Error(`The database in ${directory} could not be given a new password.`);
}

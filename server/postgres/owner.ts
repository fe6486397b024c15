import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** PostgreSQL refuses to run as root, so under root it runs as this user, created when missing. */
const POSTGRES_USER = 'postgres';
const ROOT_HOME = '/var/lib/tokenhub';
const OTHERS_MAY_ENTER = 0o001;

export interface Owner {
  uid?: number;
  gid?: number;
}

/** The user of the server's processes: our own, or under root `postgres`. */
export function findOwner(): Owner {
  if (process.getuid?.() !== 0) return {};
  return readIds() ?? createPostgresUser();
}

function readIds(): Owner | null {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, POSTGRES_USER], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function createPostgresUser(): Owner {
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', POSTGRES_USER], { stdio: 'pipe' });
  const ids = readIds();
  if (!ids) throw new Error(`The user \`${POSTGRES_USER}\`, which PostgreSQL needs under root, could not be created.`);
  return ids;
}

/** Whether an unprivileged user can reach `path`: all folders above it must let others enter. */
export function isReachable(path: string): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & OTHERS_MAY_ENTER) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * A folder below `/var/lib`, for files that the `postgres` user cannot reach elsewhere (a checkout below `/root`, say).
 */
export function reachableFolder(name: string): string {
  mkdirSync(ROOT_HOME, { recursive: true, mode: 0o755 });
  return join(ROOT_HOME, name);
}

/** Copies files to where the `postgres` user can reach them, once; the rename makes the copy atomic. */
export function reachableCopy(source: string, name: string): string {
  const target = reachableFolder(name);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  cpSync(source, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // another process was faster
  }
  return target;
}

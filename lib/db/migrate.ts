import 'server-only';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsResult, MigrationList } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { withSchemaEngine } from './schema-engine.ts';

const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations');
const LOCK = 7_263_041; // of two concurrent starts, the second waits here and finds nothing left to do
const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Applies the missing migrations of `prisma/migrations`.
 * @returns the names of the migrations applied now
 * @throws when an applied migration was edited, or a migration fails half way
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const guard = new pg.Client({ connectionString: databaseUrl });
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await applyAll(databaseUrl);
  } finally {
    await guard.end();
  }
}

async function applyAll(databaseUrl: string): Promise<string[]> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const input = { migrationsList: readMigrations(), filters: NO_FILTER };
    const { appliedMigrationNames } = await engine.applyMigrations(input);
    return appliedMigrationNames;
  });
}

function readMigrations(): MigrationList {
  const folders = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: folders
      .map(({ name }) => name)
      .sort()
      .map((name) => ({ path: name, migrationFile: { path: 'migration.sql', content: readMigration(name) } })),
  };
}

function readMigration(name: string): JsResult<string, string> {
  return { tag: 'ok', value: readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8') };
}

import { env } from '#lib/config/env.ts';
import { closePool } from '#lib/db/pool.ts';
import { openDatabase, prepareDatabase } from '#server/database.ts';

export interface Installation {
  /** Migrates the database to this version, as a start does. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** The installation of this checkout: DATABASE_URL, the database that runs on DATA_DIR, or one started for this command. */
export async function openInstallation(): Promise<Installation> {
  const database = await openDatabase(env);
  // The pool opens at first use, after this value is set.
  env.DATABASE_URL = database.url;
  return {
    migrate: () => prepareDatabase(database.url),
    async close() {
      await closePool();
      await database.close();
    },
  };
}

import { migrate } from '#lib/db/migrate.ts';
import { readEnvFile } from '#server/env-file.ts';

/** Applies missing migrations to the database in DATABASE_URL, for deployments that migrate in a separate step. */
readEnvFile();
const url = process.env.DATABASE_URL;
if (!url) {
  console.error('DATABASE_URL: expected an address such as postgresql://user:password@host:5432/tokenhub');
  process.exit(1);
}

const applied = await migrate(url);
process.stdout.write(applied.length ? `Applied ${applied.join(', ')}\n` : 'Nothing to apply\n');
process.exit(); // the engine leaves a timer of ten seconds behind

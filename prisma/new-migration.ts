import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withSchemaEngine } from '#lib/db/schema-engine.ts';
import { startTemporaryCluster } from '#server/postgres/temporary.ts';

/**
 * Writes the next migration: from the committed schema to the one in the working tree.
 * Usage: `npm run db:migration -- add-invitations`. Constraints that Prisma's language lacks are added to the file by hand.
 */
const [name] = process.argv.slice(2);
if (!name || !/^[a-z0-9-]+$/.test(name))
  throw new Error('Name the migration in kebab-case: npm run db:migration -- add-invitations');

const SCHEMA = join(import.meta.dirname, 'schema.prisma');
const asTarget = (content: string) => ({ tag: 'schemaDatamodel' as const, files: [{ path: SCHEMA, content }] });

function committedSchema() {
  try {
    return asTarget(execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], { encoding: 'utf8', stdio: 'pipe' }));
  } catch {
    return { tag: 'empty' as const };
  }
}

const cluster = await startTemporaryCluster();
const sql = await withSchemaEngine(cluster.adminUrl('postgres'), async (engine) => {
  const to = asTarget(readFileSync(SCHEMA, 'utf8'));
  const filters = { externalTables: [], externalEnums: [] };
  const { stdout } = await engine.diff({ from: committedSchema(), to, script: true, exitCode: null, filters });
  return stdout ?? '';
}).finally(cluster.stop);

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = join(import.meta.dirname, 'migrations', `${stamp}_${name.replaceAll('-', '_')}`);
mkdirSync(folder);
writeFileSync(join(folder, 'migration.sql'), sql);
process.stdout.write(`${folder}/migration.sql\n`);

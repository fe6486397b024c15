import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/*
 * Generates the Prisma client beside the present one, and then moves it into place: a process that starts meanwhile
 * must not load half of it.
 */

const DATABASE = join(import.meta.dirname, '../lib/db');
const [target, draft] = [join(DATABASE, 'generated'), join(DATABASE, `.draft-${process.pid}`)];
const schema = join(draft, 'prisma/schema.prisma');

try {
  mkdirSync(join(draft, 'prisma'), { recursive: true });
  copyFileSync(join(import.meta.dirname, 'schema.prisma'), schema); // its output path is relative to the schema
  generate();
  if (existsSync(target)) renameSync(target, join(draft, 'old'));
  renameSync(join(draft, 'lib/db/generated'), target);
} finally {
  rmSync(draft, { recursive: true, force: true });
}

/**
 * The generator is WebAssembly. Prisma's command line would still download an engine that it does not use, unless told
 * that one exists.
 */
function generate(): void {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  execFileSync(process.execPath, [cli, 'generate', '--schema', schema], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
}

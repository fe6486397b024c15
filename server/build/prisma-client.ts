import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../child.ts';
import { ROOT } from '../folders.ts';
import { waitForLock } from '../lock.ts';
import { digestOf } from './sources.ts';

const STAMP = join(ROOT, 'lib/db/generated/.sources');
const LOCK = join(ROOT, '.builds/prisma.lock');

/** Generates the Prisma client when the schema has changed. Concurrent starts generate it once. */
export async function buildPrismaClient(signal?: AbortSignal): Promise<void> {
  const digest = digestOf({ paths: ['prisma/schema.prisma', 'package-lock.json'] });
  const isMade = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest;
  if (isMade()) return;
  mkdirSync(dirname(LOCK), { recursive: true });
  const lock = await waitForLock(LOCK, { signal });
  try {
    if (isMade()) return;
    await run([join(ROOT, 'prisma/generate.ts')], { env: process.env, signal });
    writeFileSync(STAMP, digest);
  } finally {
    lock.release();
  }
}

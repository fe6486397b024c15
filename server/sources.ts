import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './folders.ts';

const IGNORED = /(\.test\.tsx?|\.md|^lib\/db\/generated)$/;

/** A digest of the files at these paths (below the checkout, folders with all they hold) by name and content. */
export function digestOf(paths: readonly string[], setting = ''): string {
  const hash = createHash('sha256').update(process.version).update(setting);
  for (const file of paths.flatMap((path) => filesAt(join(ROOT, path)))) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesAt(path: string): string[] {
  if (!existsSync(path) || IGNORED.test(relative(ROOT, path))) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesAt(join(path, name)));
}

export interface Sources {
  paths: readonly string[];
  /** Whatever else the result depends on, as text. */
  setting?: string;
}

/** Does `make` with the sources' digest, unless it was done for the same ones before, which the file at `stamp` remembers. */
export async function onceFor(
  { paths, setting }: Sources,
  stamp: string,
  make: (digest: string) => Promise<void>,
): Promise<void> {
  const digest = digestOf(paths, setting);
  const file = join(ROOT, stamp);
  if (existsSync(file) && readFileSync(file, 'utf8') === digest) return;
  await make(digest);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, digest);
}

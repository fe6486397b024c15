import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './folders.ts';

const IGNORED = /(\.test\.tsx?|\.md|^lib\/db\/generated)$/;

export interface Sources {
  /** Below the checkout; folders with all they hold. */
  paths: readonly string[];
  /** Whatever else the result depends on, as text. */
  setting?: string;
  /** The checkout; ours unless told. */
  root?: string;
}

export interface Product {
  /** The file that remembers what it was made of and in which checkout. */
  stamp: string;
  /** A folder that makes it faster to make again, and that is of no use in another checkout: it remembers paths. */
  cache?: string;
}

/** A digest of the sources by name and content, which is the same wherever the checkout lies. */
function digestOf({ paths, setting = '', root = ROOT }: Sources): string {
  const hash = createHash('sha256').update(process.version).update(setting);
  for (const file of paths.flatMap((path) => filesAt(join(root, path), root))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesAt(path: string, root: string): string[] {
  if (!existsSync(path) || IGNORED.test(relative(root, path))) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesAt(join(path, name), root));
}

/** Does `make` with the sources' digest, unless the stamp says that it was done for the same ones, and here, before. */
export async function onceFor(
  sources: Sources,
  { stamp, cache }: Product,
  make: (digest: string) => Promise<void>,
): Promise<void> {
  const { root = ROOT } = sources;
  const digest = digestOf(sources);
  const file = join(root, stamp);
  const [madeOf, madeIn] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const isForeign = cache !== undefined && madeIn !== root;
  if (madeOf === digest && !isForeign) return;
  // No more than that: beside it may lie what a running `next dev` uses.
  if (isForeign) rmSync(join(root, cache), { recursive: true, force: true });
  await make(digest);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${digest}\n${root}`);
}

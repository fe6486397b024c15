import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../folders.ts';

const IGNORED = /(\.test\.tsx?|\.md|^lib\/db\/(?:generated|\.draft-\d+))$/;

export interface Sources {
  /** Below the checkout; folders with all they hold. */
  paths: readonly string[];
  /** Whatever else the result depends on, as text. */
  setting?: string;
  /** The checkout; ours unless told. */
  root?: string;
}

/** A digest of the sources by name and content, which is the same wherever the checkout lies. */
export function digestOf({ paths, setting = '', root = ROOT }: Sources): string {
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

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../folders.ts';

/** Sources of the portal. */
export const PORTAL_SOURCES: readonly string[] = [
  ...['app', 'components', 'lib', 'messages', 'content', 'public', 'server/islands'],
  ...['next.config.ts', 'instrumentation.ts', 'proxy.ts', 'postcss.config.mjs', 'source.config.ts'],
  ...['package-lock.json', 'tsconfig.json', 'tsconfig.next.json'],
];

/** Sources of `npm start`. */
export const ALL_SOURCES: readonly string[] = [...PORTAL_SOURCES, 'server', 'prisma', 'package.json'];

const IGNORED = /(\.test\.tsx?|\.md|^lib\/db\/(?:generated|\.draft-\d+))$/;

export interface Sources {
  /** Relative to the checkout; folders include their contents. */
  paths: readonly string[];
  /** Other inputs of the result, as text. */
  setting?: string;
  /** Path of the checkout; ours by default. */
  root?: string;
}

/** A digest of the sources by name and content, independent of the checkout's path. */
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

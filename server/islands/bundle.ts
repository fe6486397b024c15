import { join, relative } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { ROOT } from '../folders.ts';

/** Next serves files below this address as immutable. */
const PUBLIC_FOLDER = '/_next/static/islands';

/** Shared by the browser's bundle and the build's, so that both render the same. */
const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  // As in `next.config.ts`: messages come parsed. Links and the router work without Next and its providers.
  alias: {
    'use-intl/format-message': 'use-intl/format-message/format-only',
    '#lib/i18n/navigation.ts': join(ROOT, 'components/islands/navigation.tsx'),
  },
} as const satisfies BuildOptions;

export interface IslandScript {
  src: string;
  /** Scripts that it imports at once. */
  imports: readonly string[];
  /** Further scripts for pages with lazily loaded islands. */
  lazy: readonly string[];
}

/** Bundles the browser's script into `folder`. Components that it imports on demand stay in files of their own. */
export async function bundleForBrowser(folder: string): Promise<IslandScript> {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: ['components/islands/hydrate.ts'],
    outdir: folder,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    minify: true,
    // In files beside the scripts, which no page loads.
    legalComments: 'linked',
    metafile: true,
  });
  const outputOf = (source: string): string => {
    const found = Object.keys(metafile.outputs).find((name) => metafile.outputs[name]?.entryPoint === source);
    if (!found) throw new Error(`esbuild made no script of ${source}.`);
    return found;
  };
  const [file, lazy] = [outputOf('components/islands/hydrate.ts'), outputOf('components/islands/lazy.ts')];
  const toAddress = (file: string) => `${PUBLIC_FOLDER}/${relative(folder, join(ROOT, file))}`;
  const atOnce = (file: string) =>
    (metafile.outputs[file]?.imports ?? []).filter(({ kind }) => kind === 'import-statement').map(({ path }) => path);
  return {
    src: toAddress(file),
    imports: atOnce(file).map(toAddress),
    lazy: [lazy, ...atOnce(lazy)].map(toAddress),
  };
}

/** Loads the renderer of islands. Node cannot read JSX, so it is bundled as well. */
export async function loadRenderer(): Promise<typeof import('./render.tsx')> {
  const { outputFiles } = await build({ ...OPTIONS, entryPoints: ['server/islands/render.tsx'], write: false });
  const code = outputFiles.map(({ contents }) => Buffer.from(contents).toString('base64')).join();
  return import(`data:text/javascript;base64,${code}`);
}

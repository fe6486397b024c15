import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, it } from 'vitest';

interface Import {
  from: string;
  to: string;
  isType: boolean;
  /** Whether it runs only when the surrounding code does. */
  isLater: boolean;
}

const files = globSync('{app,components,lib,server,cli}/**/*.{ts,tsx}')
  .filter((file) => !/\.test\.tsx?$|\/testing\/|\/generated\//.test(file))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const STATEMENT = /(?:^|\n)(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g;

/** Imports between our own files, as pairs of paths. */
const imports: Import[] = files.flatMap(({ path, text }) =>
  [...text.matchAll(STATEMENT)].flatMap(([, type, named, dynamic]) => {
    const to = toPath(named ?? dynamic ?? '', path);
    return to === null ? [] : [{ from: path, to, isType: type !== undefined, isLater: dynamic !== undefined }];
  }),
);

function toPath(specifier: string, importer: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? join(dirname(importer), specifier) : null;
}

const said = (found: Import[]): string[] => found.map(({ from, to }) => `${from} imports ${to}`);

/** Imports of files below `to` by files below `from`. */
const between = (from: string, to: string): Import[] =>
  imports.filter((one) => one.from.startsWith(from) && one.to.startsWith(to));

it('reads the imports it judges', () => {
  expect(said(between('app/', 'components/')).length).toBeGreaterThan(100);
  expect(said(between('lib/gateway/', 'lib/billing/')).length).toBeGreaterThan(10);
});

it.each([
  ['components/', ['app/', 'server/', 'cli/']],
  ['lib/', ['app/', 'components/', 'server/', 'cli/']],
  ['server/', ['app/', 'cli/']],
  ['cli/', ['app/', 'components/']],
  ['lib/db/', ['lib/accounts/', 'lib/auth/', 'lib/billing/', 'lib/gateway/', 'lib/keys/', 'lib/usage/']],
  // The documentation describes the gateway, so the gateway must not import it.
  ['lib/gateway/', ['lib/docs/', 'lib/auth/', 'lib/accounts/', 'lib/organisations/', 'lib/email/']],
  ['lib/billing/', ['lib/gateway/', 'lib/auth/', 'lib/accounts/', 'lib/keys/', 'lib/docs/']],
])('%s imports nothing from above or beside: %j', (from, foreign) => {
  expect(said(foreign.flatMap((to) => between(from, to)))).toEqual([]);
});

it('no process that serves knows components; the build alone renders some of them', () => {
  const serving = between('server/', 'components/').filter(({ from }) => !from.startsWith('server/islands/'));
  expect(said(serving)).toEqual([]);
});

it('pages and components leave the database to lib', () => {
  const values = [...between('app/', 'lib/db/'), ...between('components/', 'lib/db/')].filter(({ isType }) => !isType);
  expect(said(values)).toEqual([]);
});

it.each(['messages', 'dialects'])('lib/gateway/%s is pure: no database, secret, clock or setting', (folder) => {
  const pure = `lib/gateway/${folder}/`;
  const ALLOWED =
    /^lib\/(?:gateway|models|errors\.ts|billing\/(?:tokens|money|pricing)\.ts|http\/(?:exact-json|json-size|json-slice)\.ts)/;
  expect(said(between(pure, 'lib/').filter(({ to, isType }) => !isType && !ALLOWED.test(to)))).toEqual([]);
  const impure = files.filter(
    ({ path, text }) =>
      path.startsWith(pure) && /server-only|process\.|Date\.now|new Date|Math\.random|\bfetch\(/.test(text),
  );
  expect(impure.map(({ path }) => path)).toEqual([]);
});

it('the core of the gateway knows no dialect, no provider, and none of its own callers', () => {
  const foreign = between('lib/gateway/core/', 'lib/gateway/').filter(
    ({ to }) => !/^lib\/gateway\/(?:(?:core|messages)\/|http\.ts$)/.test(to),
  );
  expect(said(foreign)).toEqual([]);
});

it('Messages are the pivot: they know neither side of the translation', () => {
  const foreign = between('lib/gateway/messages/', 'lib/gateway/').filter(({ to }) => !to.includes('/messages/'));
  expect(said(foreign)).toEqual([]);
});

/** Files that may name dialects and providers. A provider may build on another. */
const NAMED_IN =
  /^lib\/gateway\/(?:(?:routes|routing|estimate-chat|demo|demo-sample)\.ts$|(?:routes|adapters)\/|providers\/\w+\/)/;

it.each(['dialects', 'providers'])('adding one of the %s is adding a folder: only its callers name it', (kind) => {
  const inFolder = new RegExp(`^lib/gateway/${kind}/[\\w-]+/`);
  const folderOf = (path: string) => inFolder.exec(path)?.[0];
  const named = imports.filter(
    ({ from, to, isType }) => !isType && folderOf(to) !== undefined && folderOf(from) !== folderOf(to),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(said(named.filter(({ from }) => from.startsWith('lib/gateway/') && !NAMED_IN.test(from)))).toEqual([]);
});

it('the sandbox judges our translation, and so shares none of it', () => {
  const shared = between('lib/sandbox/', 'lib/gateway/');
  expect(said(shared.filter(({ to, isType }) => !isType || !to.startsWith('lib/gateway/messages/')))).toEqual([]);
});

it('the local Stripe judges our payments, and so neither shares the other’s code', () => {
  expect(
    said([...between('lib/local-stripe/', 'lib/stripe/'), ...between('lib/stripe/', 'lib/local-stripe/')]),
  ).toEqual([]);
});

it('modules with access to the database cannot reach a browser', () => {
  const dataAccess = /^lib\/db\/(?:client|pool|statement|transaction)\.ts$/;
  const open = imports
    .filter(({ from, to, isType }) => from.startsWith('lib/') && dataAccess.test(to) && !isType)
    .filter(({ from }) => !/^import 'server-only';/.test(files.find(({ path }) => path === from)?.text ?? ''));
  expect(said(open)).toEqual([]);
});

it('only one file reads settings, and starting a process is the only other use of the environment', () => {
  // Programs that the playground writes for readers contain `process.env` in strings.
  const isReading = (text: string) => /\bprocess\.env\b/.test(text.replace(/'(?:[^'\\\n]|\\.)*'/g, ''));
  const readers = files.filter(({ text }) => isReading(text)).map(({ path }) => path);
  const inLib = readers.filter((path) => !path.startsWith('server/'));
  // next-auth reads its address from the environment alone, so it has to be set there.
  expect(inLib.sort()).toEqual(['lib/auth/options.ts', 'lib/config/env.ts']);
});

it('folders that the operator names are made by `makeFolder`, which answers where Node would hang', () => {
  const hanging = files.filter(({ path, text }) => path.startsWith('lib/') && /mkdir\w*\([^)]*recursive/.test(text));
  expect(hanging.map(({ path }) => path)).toEqual([]);
});

it.each(['server/main.ts', 'cli/tokenhub.ts'])('%s reads `.env` before anything reads the environment', (starter) => {
  const reached = new Set([starter]);
  for (const path of reached) {
    for (const { from, to, isType, isLater } of imports) if (from === path && !isType && !isLater) reached.add(to);
  }
  expect(reached).toContain('server/env-file.ts');
  expect(reached).not.toContain('lib/config/env.ts');
});

/** The sources of the pages that `server/islands/to-island-page.ts` names. */
const ISLAND_PAGES =
  /^app\/\[locale\]\/(?:docs\/.*|\(marketing\)\/(?:changelog\/|models\/(?:calculator\/|\[id\]\/)?)?)(?:page|layout)\.tsx$/;

it('no SQL is put together from text', () => {
  const unsafe = files.filter(({ text }) => /\$(?:query|execute)RawUnsafe|Prisma\.raw\(/.test(text));
  expect(unsafe.map(({ path }) => path)).toEqual([]);
});

it('client components on pages without Next are islands', () => {
  const isClient = (path: string) => files.find((file) => file.path === path)?.text.startsWith("'use client'") === true;
  const reached = new Set(files.map(({ path }) => path).filter((path) => ISLAND_PAGES.test(path)));
  for (const path of reached) {
    if (isClient(path)) continue;
    for (const { from, to, isType } of imports) if (from === path && !isType) reached.add(to);
  }
  const islands = ['registry.ts', 'lazy.ts']
    .flatMap((list) => between(`components/islands/${list}`, 'components/'))
    .map(({ to }) => to)
    .filter((to) => !to.startsWith('components/islands/'));
  expect([...reached].filter(isClient).sort()).toEqual(islands.sort());
});

it('typed text is normalised in one place', () => {
  const byPrograms = /^lib\/(?:config|gateway)\//;
  const trimming = files.filter(({ path, text }) => !byPrograms.test(path) && /z\s*\.string\(\)\s*\.trim\(/.test(text));
  expect(trimming.map(({ path }) => path)).toEqual([]);
});

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOOT_SCRIPT } from '#lib/http/inline-scripts.ts';
import { toLocale } from '#lib/i18n/locales.ts';
import { loadParsedMessages } from '#lib/i18n/parsed-messages.ts';
import { ROOT } from '../folders.ts';
import { bundleForBrowser, loadRenderer } from './bundle.ts';
import { findIslands, isIslandPage, withIslands, withoutRuntime, withScript } from './to-island-page.ts';

/*
 * After `next build`: removes Next's runtime from the pages that are mostly text. Without this step they work, but are
 * heavier.
 */

const BUILD = join(ROOT, process.env.PORTAL_BUILD ?? '.next');
const SCRIPTS = join(BUILD, 'static/islands');

rmSync(SCRIPTS, { recursive: true, force: true });
const [script, { renderIsland, namespacesOf, isLazy, MESSAGES_ID }] = await Promise.all([
  bundleForBrowser(SCRIPTS),
  loadRenderer(),
]);
for (const route of readRoutes().filter(isIslandPage)) await rewrite(route);

function readRoutes(): string[] {
  const { routes } = JSON.parse(readFileSync(join(BUILD, 'prerender-manifest.json'), 'utf8'));
  return Object.keys(routes);
}

async function rewrite(route: string): Promise<void> {
  const file = join(BUILD, 'server/app', `${route}.html`);
  const html = readFileSync(file, 'utf8');
  const locale = toLocale(route.split('/')[1]);
  const names = findIslands(html).map(({ name }) => name);
  const messages = await loadParsedMessages(locale, namespacesOf(names));
  const words = { locale, messages };
  const page = withIslands(withoutRuntime(html, BOOT_SCRIPT), ({ name, props }, place) =>
    renderIsland(place, name, props, words),
  );
  const imports = [...new Set([...script.imports, ...(names.some(isLazy) ? script.lazy : [])])];
  writeFileSync(file, withScript(page, { ...script, imports }, { id: MESSAGES_ID, json: JSON.stringify(words) }));
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs before the first paint, so that neither the theme nor a folded sidebar flashes.
 * It is the same on every page and therefore allowed by its hash; prerendered pages have no nonce to give it.
 */
export const BOOT_SCRIPT = `(()=>{try{const r=document.documentElement,s=localStorage,t=s.getItem('theme');r.classList.add(t==='dark'||t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light');if(s.getItem('sidebar')==='folded')r.dataset.sidebar='folded'}catch{}})()`;

/** A source expression that allows exactly this inline script or style. */
export const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Finds the hashes of the inline scripts of prerendered pages, in the output of `next build`. */
export function openPrerenderedScripts(buildFolder: string) {
  const known = new Map<string, readonly string[]>();
  let routes: ReadonlySet<string> | undefined;

  /** @returns null for a page that is rendered per request, and for every page under `next dev`. */
  return (pathname: string): readonly string[] | null => {
    routes ??= readRoutes(buildFolder);
    // Only names the build itself has listed reach the file system.
    if (!routes.has(pathname)) return null;
    const hashes = known.get(pathname) ?? hashInlineScripts(readPage(buildFolder, pathname));
    known.set(pathname, hashes);
    return hashes;
  };
}

function readRoutes(buildFolder: string): ReadonlySet<string> {
  const manifest = join(buildFolder, 'prerender-manifest.json');
  if (!existsSync(manifest)) return new Set();
  const { routes } = JSON.parse(readFileSync(manifest, 'utf8')) as { routes: Record<string, unknown> };
  return new Set(Object.keys(routes).filter((route) => existsSync(pageFile(buildFolder, route))));
}

const pageFile = (buildFolder: string, pathname: string) => join(buildFolder, 'server', 'app', `${pathname}.html`);
const readPage = (buildFolder: string, pathname: string) => readFileSync(pageFile(buildFolder, pathname), 'utf8');

/** A source expression for each different inline script of a page. */
export function hashInlineScripts(html: string): readonly string[] {
  const scripts = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
  return [...new Set([...scripts].map(([, text = '']) => hashSource(text)))];
}

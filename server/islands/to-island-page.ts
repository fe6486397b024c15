import type { IslandName } from '#components/islands/registry.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import type { IslandScript } from './bundle.ts';

/** Routes, without the language, of the pages that are mostly text: they are sent without Next's runtime. */
const ISLAND_PAGES = /^(?:\/changelog|\/docs(?:\/.*)?|\/models(?:\/.*)?)?$/;

export const isIslandPage = (route: string): boolean => {
  const [, locale = ''] = route.split('/');
  return (LOCALES as readonly string[]).includes(locale) && ISLAND_PAGES.test(route.slice(locale.length + 1));
};

interface FoundIsland {
  name: IslandName;
  /** Serialised as for the browser. */
  props: string;
  html: string;
}

const ISLAND = /(<tokenhub-island name="([^"]+)" data-props="([^"]*)"[^>]*>)([\s\S]*?)(<\/tokenhub-island>)/g;
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;
const SCRIPT_PRELOAD = /<link rel="(?:module)?preload"(?=[^>]* as="script")[^>]*\/>/g;
/** Content that React streams late and moves into place by script. */
const SENT_LATE = /<template id=|<div hidden id="S:/;
/** Ids of `useId`: they depend on the position in the whole page, and in an island on the position in the island. */
const REACT_ID = /_(?:island\d+-)?[A-Z]_[0-9a-z]+_/g;

export const findIslands = (html: string): FoundIsland[] =>
  [...html.matchAll(ISLAND)].map(([, , name, props = '', inner = '']) => ({
    name: name as IslandName,
    props: toText(props),
    html: inner,
  }));

/** Keeps only the boot script and data scripts of a page. */
export function withoutRuntime(html: string, bootScript: string): string {
  if (SENT_LATE.test(html)) throw new Error('A part of this page waits for a script of Next to show it.');
  return html
    .replace(SCRIPT_PRELOAD, '')
    .replace(SCRIPT, (script, attributes: string, text: string) =>
      text === bootScript || attributes.includes('application/ld+json') ? script : '',
    );
}

/**
 * Replaces each island's HTML by our own rendering.
 * @throws when the two differ by more than ids: the wrong component is registered, or one of its
 * props is not plain data
 */
export function withIslands(html: string, render: (island: FoundIsland, place: number) => string): string {
  const islands = findIslands(html);
  let place = 0;
  return html.replace(ISLAND, (_, open: string, name: string, __, inner: string, close: string) => {
    const own = render(islands[place] as FoundIsland, place);
    place += 1;
    if (withoutIds(own) !== withoutIds(inner)) {
      throw new Error(`The island ${name} is not on its own what it is in its page:\n${inner}\n${own}`);
    }
    return open + own + close;
  });
}

const withoutIds = (html: string) => html.replace(REACT_ID, 'id');

/** The script of a page, and its imports. */
type PageScript = Pick<IslandScript, 'src' | 'imports'>;

/** Adds the messages and the script of the islands, at low priority, since the page can be read without them. */
export function withScript(html: string, script: PageScript, words: { id: string; json: string }): string {
  const preloads = script.imports.map((src) => `<link rel="modulepreload" href="${src}" fetchpriority="low"/>`);
  const head = [...preloads, `<script type="module" src="${script.src}" fetchpriority="low"></script>`].join('');
  const data = `<script type="application/json" id="${words.id}">${words.json.replaceAll('<', '\\u003c')}</script>`;
  return html.replace('</head>', () => `${head}</head>`).replace('</body>', () => `${data}</body>`);
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };
const toText = (text: string) => text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);

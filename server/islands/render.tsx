import { renderToString } from 'react-dom/server.edge';
import { ISLAND_NAMESPACES } from '#components/islands/namespaces.ts';
import { findIsland, ISLANDS, type IslandName } from '#components/islands/registry.ts';
import { idPrefix, islandRoot, type Words } from '#components/islands/root.tsx';
import type { Namespace } from '#lib/i18n/messages.ts';

export { WORDS_ID } from '#components/islands/root.tsx';

const NAMES = Object.keys(ISLANDS) as IslandName[];
const COMPONENTS = await Promise.all(NAMES.map(findIsland));

/** An island's HTML. A word that is missing ends the build. */
export function renderIsland(place: number, name: IslandName, props: string, words: Words): string {
  const onError = (error: Error) => {
    throw error;
  };
  const component = COMPONENTS[NAMES.indexOf(name)];
  if (!component) throw new Error(`There is no island ${name}.`);
  return renderToString(islandRoot(component, props, { ...words, onError }), { identifierPrefix: idPrefix(place) });
}

/** Those that are not in the script of every page. */
export const isApart = (name: IslandName): boolean => typeof ISLANDS[name] === 'string';

/** What has to be sent along for these islands to speak. */
export const namespacesOf = (names: readonly IslandName[]): Namespace[] => [
  ...new Set(names.flatMap((name) => ISLAND_NAMESPACES[name])),
];

import { renderToString } from 'react-dom/server.edge';
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
export const isApart = (name: IslandName): boolean => 'load' in ISLANDS[name];

/** What has to be sent along for these islands to speak. */
export const namespacesOf = (names: readonly IslandName[]): Namespace[] => [
  ...new Set(names.flatMap((name): readonly Namespace[] => ISLANDS[name].words)),
];

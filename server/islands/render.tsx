import { renderToString } from 'react-dom/server.edge';
import { ISLAND_NAMESPACES } from '#components/islands/namespaces.ts';
import { findIsland, ISLANDS, type IslandName } from '#components/islands/registry.ts';
import { type IslandMessages, idPrefix, islandRoot } from '#components/islands/root.tsx';
import type { Namespace } from '#lib/i18n/messages.ts';

export { MESSAGES_ID } from '#components/islands/root.tsx';

const NAMES = Object.keys(ISLANDS) as IslandName[];
const COMPONENTS = await Promise.all(NAMES.map(findIsland));

/** Renders an island to HTML. A missing message fails the build. */
export function renderIsland(place: number, name: IslandName, props: string, messages: IslandMessages): string {
  const onError = (error: Error) => {
    throw error;
  };
  const component = COMPONENTS[NAMES.indexOf(name)];
  if (!component) throw new Error(`There is no island ${name}.`);
  return renderToString(islandRoot(component, props, { ...messages, onError }), { identifierPrefix: idPrefix(place) });
}

/** Whether an island is loaded lazily, outside the common script. */
export const isLazy = (name: IslandName): boolean => typeof ISLANDS[name] === 'string';

/** Message namespaces that these islands need. */
export const namespacesOf = (names: readonly IslandName[]): Namespace[] => [
  ...new Set(names.flatMap((name) => ISLAND_NAMESPACES[name])),
];

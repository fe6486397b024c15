import { renderToString } from 'react-dom/server.edge';
import { ISLANDS, type IslandName } from '#components/islands/registry.ts';
import { idPrefix, islandRoot, type Words } from '#components/islands/root.tsx';
import type { Namespace } from '#lib/i18n/messages.ts';

export { WORDS_ID } from '#components/islands/root.tsx';

/** An island's HTML. A word that is missing ends the build. */
export function renderIsland(place: number, name: IslandName, props: string, words: Words): string {
  const onError = (error: Error) => {
    throw error;
  };
  return renderToString(islandRoot(name, props, { ...words, onError }), { identifierPrefix: idPrefix(place) });
}

/** What has to be sent along for these islands to speak. */
export const namespacesOf = (names: readonly IslandName[]): Namespace[] => [
  ...new Set(names.flatMap((name): readonly Namespace[] => ISLANDS[name].words)),
];

import { hydrateRoot } from 'react-dom/client';
import { restorePlace } from './navigation.tsx';
import { findIsland, type IslandName } from './registry.ts';
import { idPrefix, islandRoot, WORDS_ID, type Words } from './root.tsx';

// The only script of a page without Next's runtime. Hydration mismatches are reported.
const words: Words = JSON.parse(document.getElementById(WORDS_ID)?.textContent ?? '{}');

restorePlace();
document.querySelectorAll<HTMLElement>('tokenhub-island').forEach(async (island, place) => {
  const component = await findIsland(island.getAttribute('name') as IslandName);
  const root = islandRoot(component, island.dataset.props ?? '{}', words);
  hydrateRoot(island, root, { identifierPrefix: idPrefix(place) });
});

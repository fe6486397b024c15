import { hydrateRoot } from 'react-dom/client';
import { restorePlace } from './navigation.tsx';
import { findIsland, type IslandName } from './registry.ts';
import { type IslandMessages, idPrefix, islandRoot, MESSAGES_ID } from './root.tsx';

// The only script of a page without Next's runtime. Hydration mismatches are reported.
const messages: IslandMessages = JSON.parse(document.getElementById(MESSAGES_ID)?.textContent ?? '{}');

restorePlace();
document.querySelectorAll<HTMLElement>('tokenhub-island').forEach(async (island, place) => {
  const component = await findIsland(island.getAttribute('name') as IslandName);
  const root = islandRoot(component, island.dataset.props ?? '{}', messages);
  hydrateRoot(island, root, { identifierPrefix: idPrefix(place) });
});

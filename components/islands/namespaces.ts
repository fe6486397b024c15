import type { Namespace } from '#lib/i18n/messages.ts';
import type { IslandName } from './registry.ts';

/** Message namespaces of each island. Only the build needs this list, because it sends the messages along. */
export const ISLAND_NAMESPACES: Readonly<Record<IslandName, readonly Namespace[]>> = {
  calculator: ['calculator', 'common', 'samples', 'tokens'],
  'contents-list': [],
  'copy-button': ['common'],
  'copy-page': [],
  'docs-nav-toggle': [],
  'docs-search': [],
  here: [],
  'live-request': ['common', 'samples', 'tokens'],
  'locale-switcher': ['shell'],
  'model-notice': ['models'],
  'model-table': ['common', 'models', 'tokens'],
  'open-in': ['assistants'],
  'page-feedback': ['feedback'],
  'sample-block': ['common', 'reader', 'samples'],
  'theme-switcher': ['shell'],
  trial: ['common', 'trial'],
};

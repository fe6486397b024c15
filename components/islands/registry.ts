import type { ComponentType } from 'react';
import { ContentsList } from '#components/docs/contents-list.tsx';
import { CopyPage } from '#components/docs/copy-page.tsx';
import { DocsNavToggle } from '#components/docs/docs-nav-toggle.tsx';
import { DocsSearch } from '#components/docs/docs-search.tsx';
import { Here } from '#components/docs/here.tsx';
import { OpenIn } from '#components/docs/open-in.tsx';
import { PageFeedback } from '#components/docs/page-feedback.tsx';
import { SampleBlock } from '#components/docs/sample-block.tsx';
import { Trial } from '#components/docs/trial/trial.tsx';
import { LiveRequest } from '#components/landing/live-request.tsx';
import { LocaleSwitcher } from '#components/layout/locale-switcher.tsx';
import { ThemeSwitcher } from '#components/layout/theme-switcher.tsx';
import { ModelNotice } from '#components/models/model-notice.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { Namespace } from '#lib/i18n/messages.ts';

interface Registered {
  /** The namespaces it speaks from. */
  words: readonly Namespace[];
  /** In the script of every page that has islands. */
  component?: ComponentType<never>;
  /** Or in `apart.ts`, which the pages it is on fetch along with the script. */
  load?: () => Promise<ComponentType<never>>;
}

/** Every component that pages without Next's runtime bring to life. */
export const ISLANDS = {
  calculator: {
    load: async () => (await import('./apart.ts')).Calculator,
    words: ['calculator', 'common', 'samples', 'tokens'],
  },
  'contents-list': { component: ContentsList, words: [] },
  'copy-button': { component: CopyButton, words: ['common'] },
  'copy-page': { component: CopyPage, words: [] },
  'docs-nav-toggle': { component: DocsNavToggle, words: [] },
  'docs-search': { component: DocsSearch, words: [] },
  here: { component: Here, words: [] },
  'live-request': { component: LiveRequest, words: ['common', 'samples', 'tokens'] },
  'locale-switcher': { component: LocaleSwitcher, words: ['shell'] },
  'model-notice': { component: ModelNotice, words: ['models'] },
  'model-table': {
    load: async () => (await import('./apart.ts')).ModelTable,
    words: ['common', 'models', 'tokens'],
  },
  'open-in': { component: OpenIn, words: ['assistants'] },
  'page-feedback': { component: PageFeedback, words: ['feedback'] },
  'sample-block': { component: SampleBlock, words: ['common', 'reader', 'samples'] },
  'theme-switcher': { component: ThemeSwitcher, words: ['shell'] },
  trial: { component: Trial, words: ['common', 'trial'] },
} as const satisfies Record<string, Registered>;

export type IslandName = keyof typeof ISLANDS;

/** The component of an island. */
export async function findIsland(name: IslandName): Promise<ComponentType<object>> {
  const { component, load }: Registered = ISLANDS[name];
  const found = component ?? (await load?.());
  if (!found) throw new Error(`The island ${name} has no component.`);
  return found as ComponentType<object>;
}

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
import type { Namespace } from '#lib/i18n/messages.ts';

interface Registered {
  component: ComponentType<never>;
  /** The namespaces it speaks from. */
  words: readonly Namespace[];
}

/** Every component that pages without Next's runtime bring to life. */
export const ISLANDS = {
  'contents-list': { component: ContentsList, words: [] },
  'copy-page': { component: CopyPage, words: [] },
  'docs-nav-toggle': { component: DocsNavToggle, words: [] },
  'docs-search': { component: DocsSearch, words: [] },
  here: { component: Here, words: [] },
  'live-request': { component: LiveRequest, words: ['common', 'samples', 'tokens'] },
  'locale-switcher': { component: LocaleSwitcher, words: ['shell'] },
  'open-in': { component: OpenIn, words: ['assistants'] },
  'page-feedback': { component: PageFeedback, words: ['feedback'] },
  'sample-block': { component: SampleBlock, words: ['common', 'reader', 'samples'] },
  'theme-switcher': { component: ThemeSwitcher, words: ['shell'] },
  trial: { component: Trial, words: ['trial'] },
} as const satisfies Record<string, Registered>;

export type IslandName = keyof typeof ISLANDS;

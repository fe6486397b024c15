import type { ComponentType } from 'react';
import { ApiUrl } from '#components/docs/api-url.tsx';
import { ContentsList } from '#components/docs/contents-list.tsx';
import { DocsNavToggle } from '#components/docs/docs-nav-toggle.tsx';
import { DocsSearch } from '#components/docs/docs-search.tsx';
import { CopyPage, OpenIn } from '#components/docs/page-actions.tsx';
import { PageFeedback } from '#components/docs/page-feedback.tsx';
import { SampleBlock } from '#components/docs/sample-block.tsx';
import { Trial } from '#components/docs/trial/trial.tsx';
import { LiveRequest } from '#components/landing/live-request.tsx';
import { LocaleSwitcher, ThemeSwitcher } from '#components/layout/switchers.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';

/**
 * All components that pages without Next's runtime hydrate. A component is part of the script of all those pages; a
 * name refers to `lazy.ts`, a file that only the pages with such an island load.
 */
export const ISLANDS = {
  calculator: 'Calculator',
  'contents-list': ContentsList,
  'copy-button': CopyButton,
  'copy-page': CopyPage,
  'docs-nav-toggle': DocsNavToggle,
  'docs-search': DocsSearch,
  here: ApiUrl,
  'live-request': LiveRequest,
  'locale-switcher': LocaleSwitcher,
  'model-notice': 'ModelNotice',
  'model-table': 'ModelTable',
  'open-in': OpenIn,
  'page-feedback': PageFeedback,
  'sample-block': SampleBlock,
  'theme-switcher': ThemeSwitcher,
  trial: Trial,
} as const satisfies Record<string, ComponentType<never> | keyof typeof import('./lazy.ts')>;

export type IslandName = keyof typeof ISLANDS;

export async function findIsland(name: IslandName): Promise<ComponentType<object>> {
  const island = ISLANDS[name];
  return (typeof island === 'string' ? (await import('./lazy.ts'))[island] : island) as ComponentType<object>;
}

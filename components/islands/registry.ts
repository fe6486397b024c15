import type { ComponentType } from 'react';
import { ContentsList } from '#components/docs/contents-list.tsx';
import { DocsNavToggle } from '#components/docs/docs-nav-toggle.tsx';
import { DocsSearch } from '#components/docs/docs-search.tsx';
import { Here } from '#components/docs/here.tsx';
import { CopyPage, OpenIn } from '#components/docs/page-actions.tsx';
import { PageFeedback } from '#components/docs/page-feedback.tsx';
import { SampleBlock } from '#components/docs/sample-block.tsx';
import { Trial } from '#components/docs/trial/trial.tsx';
import { LiveRequest } from '#components/landing/live-request.tsx';
import { LocaleSwitcher, ThemeSwitcher } from '#components/layout/switchers.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';

/**
 * Every component that pages without Next's runtime bring to life: itself, in the script of all those pages, or its name in
 * `apart.ts`, a file that the few pages it is on fetch along with the script.
 */
export const ISLANDS = {
  calculator: 'Calculator',
  'contents-list': ContentsList,
  'copy-button': CopyButton,
  'copy-page': CopyPage,
  'docs-nav-toggle': DocsNavToggle,
  'docs-search': DocsSearch,
  here: Here,
  'live-request': LiveRequest,
  'locale-switcher': LocaleSwitcher,
  'model-notice': 'ModelNotice',
  'model-table': 'ModelTable',
  'open-in': OpenIn,
  'page-feedback': PageFeedback,
  'sample-block': SampleBlock,
  'theme-switcher': ThemeSwitcher,
  trial: Trial,
} as const satisfies Record<string, ComponentType<never> | keyof typeof import('./apart.ts')>;

export type IslandName = keyof typeof ISLANDS;

/** The component of an island. */
export async function findIsland(name: IslandName): Promise<ComponentType<object>> {
  const island = ISLANDS[name];
  return (typeof island === 'string' ? (await import('./apart.ts'))[island] : island) as ComponentType<object>;
}

'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Composer, type ComposerHandle } from './conversation/composer.tsx';
import { ConversationColumn } from './conversation/conversation-column.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { LockedNotice } from './locked-notice.tsx';
import { SettingsPanel } from './settings/settings-panel.tsx';
import { SidePane } from './side-pane.tsx';
import { useDraft, useIsRunning, usePlayground } from './state/playground-context.tsx';
import { Toolbar } from './toolbar.tsx';

const CompareTable = lazy(() => import('./conversation/compare-table.tsx'));
const ScrollTogether = lazy(() => import('./conversation/scroll-together.ts'));

export function Screen() {
  const t = useTranslations('playground');
  const { drafts } = usePlayground();
  const { columns } = useDraft();
  useWarningWhileRunning();
  const [chosenColumn, chooseColumn] = useState<string>();
  const [chosenRun, chooseRun] = useState<string>();
  const composer = useRef<ComposerHandle>(null);
  const conversations = useRef<HTMLDivElement>(null);
  const columnId = columns.find(({ id }) => id === chosenColumn)?.id ?? columns[0]?.id ?? '';

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || isInDialog(event.target)) return;
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      composer.current?.run();
    }
    if (event.key === 'Escape') composer.current?.stop();
    if (event.key.toLowerCase() === 'z' && (event.metaKey || event.ctrlKey) && !isTextField(event.target)) {
      event.preventDefault();
      if (event.shiftKey) drafts.redo();
      else drafts.undo();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles shortcuts of its children
    <div className="flex min-h-0 grow flex-col" onKeyDown={onKeyDown}>
      <Toolbar columnId={columnId} />
      <LockedNotice />
      <div className="flex min-h-0 grow">
        <SidePane name="settings" side="left" label={t('settings.title')}>
          <SettingsPanel key={columnId} columnId={columnId} onChooseColumn={chooseColumn} />
        </SidePane>
        <section aria-label={t('conversation')} className="flex min-w-0 grow flex-col">
          <div ref={conversations} className="flex min-h-0 grow snap-x overflow-x-auto">
            {columns.map(({ id }) => (
              <ConversationColumn
                key={id}
                columnId={id}
                isOnly={columns.length === 1}
                isChosen={id === columnId}
                onChoose={chooseColumn}
                onInspect={chooseRun}
              />
            ))}
          </div>
          {columns.length > 1 && (
            <Suspense>
              <ScrollTogether columns={conversations} />
              <CompareTable />
            </Suspense>
          )}
          <Composer ref={composer} onRun={() => chooseRun(undefined)} />
        </section>
        <SidePane name="inspector" side="right" label={t('inspector.title')}>
          <Inspector columnId={columnId} runId={chosenRun} />
        </SidePane>
      </div>
    </div>
  );
}

/** Text fields have their own undo. */
const isTextField = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable=true]') !== null;

/** Asks for confirmation before the page is left, because leaving stops the runs. */
function useWarningWhileRunning(): void {
  const isRunning = useIsRunning();
  useEffect(() => {
    if (!isRunning) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isRunning]);
}

const isInDialog = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]');

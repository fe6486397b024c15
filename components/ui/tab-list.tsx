'use client';

import type { KeyboardEvent } from 'react';
import { cn } from './class-names.ts';

interface TabListProps<Id extends string> {
  /** The panel has the id `${id}-panel` and is labelled by the tab `${id}-${shown}`. */
  id: string;
  label: string;
  tabs: readonly { id: Id; label: string }[];
  shown: Id;
  onShow: (id: Id) => void;
  className?: string;
}

/** Tabs above a panel. */
export function TabList<Id extends string>({ id, label, tabs, shown, onShow, className }: TabListProps<Id>) {
  return (
    <div role="tablist" aria-label={label} onKeyDown={moveAlong} className={cn('flex gap-4', className)}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${id}-${tab.id}`}
          aria-selected={tab.id === shown}
          aria-controls={`${id}-panel`}
          tabIndex={tab.id === shown ? 0 : -1}
          onClick={() => onShow(tab.id)}
          className="-mb-px shrink-0 border-transparent border-b-2 text-13 text-ink-muted transition-colors only:aria-selected:border-transparent only:aria-selected:text-ink-muted hover:text-ink focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:text-ink touch:min-w-11"
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}

const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Focusing a tab selects it. */
function moveAlong(event: KeyboardEvent<HTMLDivElement>) {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const here = tabs.findIndex((tab) => tab.matches(':focus'));
  const next = tabs[step(here, tabs.length)];
  next?.focus();
  next?.click();
}

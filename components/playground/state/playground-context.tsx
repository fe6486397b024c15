'use client';

import { createContext, use, useSyncExternalStore } from 'react';
import type { Column, Draft } from '#lib/playground/document.ts';
import type { Run } from '#lib/playground/run/run.ts';
import type { PlaygroundData } from '../playground-data.ts';
import type { BrowserStore } from './browser-store.ts';
import type { DraftStore } from './draft-store.ts';
import type { FileStore } from './files.ts';
import type { RunStore } from './run-store.ts';
import type { Runner } from './runner.ts';
import type { TabLock } from './tab-lock.ts';

/** Objects that stay the same while the playground is open, so this context never causes a render. */
export interface PlaygroundServices {
  data: PlaygroundData;
  drafts: DraftStore;
  runs: RunStore;
  runner: Runner;
  files: FileStore;
  lock: TabLock;
  /** Null when the browser stores nothing. */
  store: BrowserStore | null;
}

const PlaygroundContext = createContext<PlaygroundServices | null>(null);
export const PlaygroundProvider = PlaygroundContext.Provider;

export function usePlayground(): PlaygroundServices {
  const services = use(PlaygroundContext);
  if (!services) throw new Error('This is a part of the playground.');
  return services;
}

export function useDraft(): Draft {
  const { drafts } = usePlayground();
  const read = () => drafts.read().draft;
  return useSyncExternalStore(drafts.subscribe, read, read);
}

export function useColumn(columnId: string): Column {
  const { columns } = useDraft();
  const column = columns.find(({ id }) => id === columnId) ?? columns[0];
  if (!column) throw new Error('A draft has a column.');
  return column;
}

export function useRun(id: string | undefined): Run | null {
  const { runs } = usePlayground();
  const read = () => runs.find(id);
  return useSyncExternalStore(runs.subscribe, read, read);
}

export function useLatestRun(columnId: string | undefined): Run | null {
  const { runs } = usePlayground();
  const read = () => (columnId === undefined ? null : runs.latestOf(columnId));
  return useSyncExternalStore(runs.subscribe, read, read);
}

/** Whether any column is running. Changes at the start and end of a run, not while it streams. */
export function useIsRunning(): boolean {
  const { runs } = usePlayground();
  return useSyncExternalStore(runs.subscribe, runs.isAnyOpen, () => false);
}

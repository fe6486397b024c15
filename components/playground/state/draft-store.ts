import type { Draft } from '#lib/playground/document.ts';
import type { Edit } from '#lib/playground/draft.ts';
import { edit, type History, openHistory, redo, undo } from '#lib/playground/history.ts';

/** The open draft with its undo history. Outside React, so that a run reads the latest text. */
export interface DraftStore {
  read(): History;
  edit(change: Edit): void;
  undo(): void;
  redo(): void;
  open(draft: Draft): void;
  subscribe(onChange: () => void): () => void;
}

export function createDraftStore(draft: Draft): DraftStore {
  let history = openHistory(draft);
  const listeners = new Set<() => void>();
  const set = (next: History) => {
    if (next === history) return;
    history = next;
    for (const listener of listeners) listener();
  };
  return {
    read: () => history,
    edit: (change) => set(edit(history, change, new Date())),
    undo: () => set(undo(history)),
    redo: () => set(redo(history)),
    open: (opened) => set(openHistory(opened)),
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

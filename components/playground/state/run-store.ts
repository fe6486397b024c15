import { advanceRun, isOpen, type Run, type RunAction } from '#lib/playground/run/run.ts';

/** Runs by id. A streaming run changes many times a second, and only its own subscribers render. */
export interface RunStore {
  find(id: string | undefined): Run | null;
  /** The last run that a column started. */
  latestOf(columnId: string): Run | null;
  add(run: Run): void;
  advance(id: string, action: RunAction): void;
  /** Hides the outcome of a run at its column. */
  dismiss(columnId: string): void;
  isAnyOpen(): boolean;
  subscribe(onChange: () => void): () => void;
}

const MOST_RUNS = 50;

export function createRunStore(kept: readonly Run[]): RunStore {
  const runs = new Map(kept.map((run) => [run.id, run]));
  const latest = new Map<string, string>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const find = (id: string | undefined) => (id === undefined ? null : (runs.get(id) ?? null));
  return {
    find,
    latestOf: (columnId) => find(latest.get(columnId)),
    add: (run) => {
      runs.set(run.id, run);
      latest.set(run.columnId, run.id);
      const oldest = runs.keys().next().value;
      if (runs.size > MOST_RUNS && oldest !== undefined) runs.delete(oldest);
      tell();
    },
    advance: (id, action) => {
      const run = runs.get(id);
      if (!run) return;
      runs.set(id, advanceRun(run, action));
      tell();
    },
    dismiss: (columnId) => {
      latest.delete(columnId);
      tell();
    },
    isAnyOpen: () => [...runs.values()].some(isOpen),
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

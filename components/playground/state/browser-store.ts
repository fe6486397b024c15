import type { Draft } from '#lib/playground/document.ts';
import { EMPTY_INSPECTOR } from '#lib/playground/run/inspector.ts';
import type { Run } from '#lib/playground/run/run.ts';

/** A draft as listed in the menu. */
export type DraftName = Pick<Draft, 'id' | 'name' | 'updatedAt'>;

/** Data this browser keeps for one user in one account. It is never sent to the server. */
export interface BrowserStore {
  listDrafts(): Promise<DraftName[]>;
  /** Returns the stored value, which an older version of this page may have written. */
  readDraft(id: string): Promise<unknown>;
  saveDraft(draft: Draft): Promise<void>;
  deleteDraft(id: string): Promise<void>;
  listRuns(): Promise<Run[]>;
  saveRun(run: Run): Promise<void>;
  readFile(id: string): Promise<Blob | null>;
  saveFile(id: string, file: Blob): Promise<void>;
}

const STORES = ['drafts', 'runs', 'files'] as const;
type StoreName = (typeof STORES)[number];

const MOST_RUNS = 50;

/** @throws when the browser stores nothing, as in some private windows */
export async function openBrowserStore(name: string): Promise<BrowserStore> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    for (const store of STORES) opening.result.createObjectStore(store);
  };
  const database = await settled(opening);
  // Signing out in another tab deletes the database, and an open connection would block that.
  database.onversionchange = () => database.close();
  const at = (store: StoreName, mode: IDBTransactionMode = 'readonly') =>
    database.transaction(store, mode).objectStore(store);
  const put = async (store: StoreName, id: string, value: unknown) =>
    void (await settled(at(store, 'readwrite').put(value, id)));
  const remove = async (store: StoreName, id: string) => void (await settled(at(store, 'readwrite').delete(id)));

  return {
    listDrafts: async () => {
      const drafts: DraftName[] = await settled(at('drafts').getAll());
      return drafts
        .map(({ id, name, updatedAt }) => ({ id, name, updatedAt }))
        .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    },
    readDraft: (id) => settled(at('drafts').get(id)),
    saveDraft: (draft) => put('drafts', draft.id, draft),
    deleteDraft: (id) => remove('drafts', id),
    listRuns: async () => {
      const runs: Run[] = await settled(at('runs').getAll());
      runs.sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
      for (const { id } of runs.splice(0, Math.max(0, runs.length - MOST_RUNS))) await remove('runs', id);
      return runs;
    },
    // Raw events are large and only useful right after the run.
    saveRun: (run) => put('runs', run.id, { ...run, inspector: EMPTY_INSPECTOR }),
    readFile: async (id) => (await settled(at('files').get(id))) ?? null,
    saveFile: (id, file) => put('files', id, file),
  };
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

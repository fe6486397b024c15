'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { toast } from '#components/ui/toaster.tsx';
import { CATALOG } from '#lib/models/catalog.ts';
import { toApiId } from '#lib/models/find.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import type { Draft, Payer } from '#lib/playground/document.ts';
import { newDraft } from '#lib/playground/new-draft.ts';
import type { Run } from '#lib/playground/run/run.ts';
import type { PlaygroundData } from '../playground-data.ts';
import { type BrowserStore, openBrowserStore } from './browser-store.ts';
import { createDraftStore } from './draft-store.ts';
import { createFileStore } from './files.ts';
import { takeLinkedRequest, takeStoredRequest } from './linked-request.ts';
import { newLocalId } from './local-id.ts';
import type { PlaygroundServices } from './playground-context.tsx';
import { createRunStore } from './run-store.ts';
import { createRunner } from './runner.ts';
import { createTabLock } from './tab-lock.ts';

const SAVE_AFTER_MS = 300;

/** Opens the playground as it was left in this browser; null while it loads. */
export function useOpenedPlayground(data: PlaygroundData): PlaygroundServices | null {
  const [services, setServices] = useState<PlaygroundServices | null>(null);
  const t = useTranslations('playground.transfer');
  const { userId, accountId } = data.page;
  // biome-ignore lint/correctness/useExhaustiveDependencies: user and account select the stored draft; the rest is read once
  useEffect(() => {
    let isGone = false;
    let close = () => {};
    const open = async () => {
      const store = await openBrowserStore(`playground:${userId}:${accountId}`).catch(() => null);
      const [draft, runs] = await Promise.all([readLastDraft(store, data), readRuns(store)]);
      if (isGone) return;
      const opened = createServices({ data, store, draft, runs });
      close = keepSaved(opened);
      if (!(await openLinked(opened))) toast.error(t('notOpened'));
      setServices(opened);
    };
    void open();
    return () => {
      isGone = true;
      close();
    };
  }, [userId, accountId]);
  return services;
}

/**
 * Opens the request that a docs page passed on, or the logged request in the address.
 * @returns whether it opened one
 */
async function openLinked(services: PlaygroundServices): Promise<boolean> {
  const requestId = takeStoredRequest();
  const text = requestId === null ? takeLinkedRequest() : await readOfLog(requestId, services.data).catch(() => null);
  if (text === null) return requestId === null;
  const { openImport } = await import('../transfer/open-import.ts');
  return openImport(text, services).then(
    ({ problem }) => problem === null,
    () => false,
  );
}

const readOfLog = async (requestId: string, data: PlaygroundData): Promise<string | null> =>
  (await import('../history/read-history.ts')).readStoredRequest(requestId, data);

interface Opened {
  data: PlaygroundData;
  store: BrowserStore | null;
  draft: Draft;
  runs: readonly Run[];
}

function createServices({ data, store, draft, runs: kept }: Opened): PlaygroundServices {
  const drafts = createDraftStore(draft);
  const runs = createRunStore(kept);
  const files = createFileStore(store);
  void files.load(draft);
  const onEnd = (run: Run) => void store?.saveRun(run).catch(() => {});
  const runner = createRunner({ page: data.page, drafts, runs, attachments: files.urls, onEnd });
  return { data, drafts, runs, runner, files, store, lock: createTabLock() };
}

/** Saves shortly after a change and when the page is left, unless another tab saves this draft. */
function keepSaved({ drafts, store, data, lock }: PlaygroundServices): () => void {
  let saved: Draft | null = drafts.read().draft;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    const { draft } = drafts.read();
    if (draft === saved || !lock.isHeld()) return;
    saved = draft;
    rememberOpen(data, draft.id);
    void store?.saveDraft(draft).catch(() => {});
  };
  lock.hold(drafts.read().draft.id);
  const unsubscribe = drafts.subscribe(() => {
    const { draft, typing } = drafts.read();
    lock.hold(draft.id);
    clearTimeout(timer);
    // Typing delays the save; every other change is saved at once.
    if (typing) timer = setTimeout(save, SAVE_AFTER_MS);
    else save();
  });
  window.addEventListener('pagehide', save);
  return () => {
    save();
    unsubscribe();
    lock.release();
    window.removeEventListener('pagehide', save);
  };
}

const lastOpenKey = ({ page }: PlaygroundData) => `playground-open:${page.userId}:${page.accountId}`;

function rememberOpen(data: PlaygroundData, draftId: string): void {
  try {
    localStorage.setItem(lastOpenKey(data), draftId);
  } catch {
    // Without storage the newest draft opens next time.
  }
}

function lastOpen(data: PlaygroundData): string | null {
  try {
    return localStorage.getItem(lastOpenKey(data));
  } catch {
    return null;
  }
}

async function readLastDraft(store: BrowserStore | null, data: PlaygroundData): Promise<Draft> {
  const names = (await store?.listDrafts().catch(() => [])) ?? [];
  const id = names.find((name) => name.id === lastOpen(data))?.id ?? names[0]?.id;
  const read = store && id !== undefined ? await readStored(store, id) : null;
  return read ? withKnownPayers(read, data) : emptyDraft(data);
}

/** Returns null for a draft that this version cannot read. */
export async function readStored(store: BrowserStore, id: string): Promise<Draft | null> {
  const stored = await store.readDraft(id).catch(() => undefined);
  if (stored === undefined) return null;
  const { readDraft } = await import('#lib/playground/stored/read-draft.ts');
  const read = readDraft(stored);
  return read.ok ? read.draft : null;
}

const readRuns = async (store: BrowserStore | null): Promise<Run[]> => (await store?.listRuns().catch(() => [])) ?? [];

export function emptyDraft(data: PlaygroundData): Draft {
  const ids = { id: newLocalId(), columnId: newLocalId() };
  const draft = newDraft({ ...ids, model: defaultModel(data), now: new Date() });
  return { ...draft, columns: draft.columns.map((column) => ({ ...column, payer: defaultPayer(data) })) };
}

/** Without credit the free sandbox is the default. */
export const defaultPayer = ({ keys, available }: PlaygroundData): Payer => {
  const [key] = keys;
  return key && available > 0n ? { keyId: key.id } : 'sandbox';
};

/** The newest available model of the middle tier. */
function defaultModel({ now }: PlaygroundData): string {
  const offered = CATALOG.filter((model) => lifecycleOf(model, now).status === 'active');
  const model = offered.find(({ tier }) => tier === 'sonnet') ?? offered[0];
  return model ? toApiId(model) : '';
}

/** Replaces payers whose key was revoked. */
export const withKnownPayers = (draft: Draft, data: PlaygroundData): Draft => ({
  ...draft,
  columns: draft.columns.map((column) => {
    const { payer } = column;
    if (payer === 'sandbox' || data.keys.some(({ id }) => id === payer.keyId)) return column;
    return { ...column, payer: defaultPayer(data) };
  }),
});

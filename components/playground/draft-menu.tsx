'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { useFetchedDialog } from '#components/ui/use-fetched-dialog.ts';
import { formatRelative } from '#lib/i18n/format.ts';
import type { Draft } from '#lib/playground/document.ts';
import type { DraftName } from './state/browser-store.ts';
import { newLocalId } from './state/local-id.ts';
import { useBench, useDraft } from './state/playground-context.tsx';
import { emptyDraft, readStored } from './state/use-opened-bench.ts';
import { TransferItems } from './transfer/transfer-items.tsx';

const loadRenameDialog = () => import('./rename-dialog.tsx').then((part) => part.RenameDialog);
const ImportDialog = lazy(() => import('./transfer/import-dialog.tsx'));

/** The drafts of this browser: open one, begin another, name, copy or delete the one that is open. */
export function DraftMenu() {
  const t = useTranslations('playground.drafts');
  const { data, drafts, files, store } = useBench();
  const draft = useDraft();
  const [others, setOthers] = useState<DraftName[]>([]);
  const [isRenaming, setRenaming] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const renaming = { isOpen: isRenaming, onOpenChange: setRenaming };
  const RenameDialog = useFetchedDialog(loadRenameDialog, renaming);
  const list = async () => {
    const all = (await store?.listDrafts().catch(() => [])) ?? [];
    setOthers(all.filter(({ id }) => id !== draft.id));
  };
  const open = async (id: string) => {
    await store?.saveDraft(draft).catch(() => {});
    const read = store && (await readStored(store, id));
    if (!read) return;
    drafts.open(read);
    void files.load(read);
  };
  const copy = () =>
    drafts.open({ ...draft, id: newLocalId(), name: t('copyOf', { name: nameOf(draft, t('untitled')) }) });
  const remove = async () => {
    await store?.deleteDraft(draft.id).catch(() => {});
    drafts.open(emptyDraft(data));
  };
  return (
    <>
      <DropdownMenu onOpenChange={(isOpen) => isOpen && void list()}>
        <DropdownMenuTrigger>
          <Button
            variant="ghost"
            className="min-w-0 shrink"
            aria-label={t('menu', { name: nameOf(draft, t('untitled')) })}
          >
            <span className="max-w-64 truncate">{nameOf(draft, t('untitled'))}</span>
            <ChevronsUpDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="max-h-96 max-w-80 overflow-y-auto">
          <DropdownMenuItem onSelect={() => drafts.open(emptyDraft(data))}>{t('new')}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setRenaming(true)}>{t('rename')}</DropdownMenuItem>
          <DropdownMenuItem onSelect={copy}>{t('duplicate')}</DropdownMenuItem>
          <DropdownMenuSeparator />
          <TransferItems onImport={() => setImporting(true)} />
          <DropdownMenuSeparator />
          <DropdownMenuItem variant="danger" onSelect={() => void remove()}>
            {t('delete')}
          </DropdownMenuItem>
          {others.length > 0 && <DropdownMenuSeparator />}
          {others.length > 0 && <DropdownMenuLabel>{t('others')}</DropdownMenuLabel>}
          {others.map((other) => (
            <DropdownMenuItem key={other.id} onSelect={() => void open(other.id)}>
              <OtherDraft draft={other} />
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
          <DropdownMenuLabel>{store ? t('kept') : t('notKept')}</DropdownMenuLabel>
        </DropdownMenuContent>
      </DropdownMenu>
      {isImporting && (
        <Suspense>
          <ImportDialog onClose={() => setImporting(false)} />
        </Suspense>
      )}
      {RenameDialog && (
        <RenameDialog {...renaming} name={draft.name} onRename={(name) => drafts.edit({ type: 'rename', name })} />
      )}
    </>
  );
}

/** Its own name, else what is asked in it first. */
function nameOf(draft: Draft, untitled: string): string {
  if (draft.name !== '') return draft.name;
  const asked = draft.columns[0]?.messages.find(({ role }) => role === 'user')?.parts[0];
  const text = asked?.type === 'text' ? asked.text.trim().split('\n', 1)[0] : '';
  return text ? text.slice(0, LONGEST_NAME) : untitled;
}

const LONGEST_NAME = 60;

function OtherDraft({ draft }: { draft: DraftName }) {
  const t = useTranslations('playground.drafts');
  const locale = useLocale();
  return (
    <span className="grid min-w-0">
      <span className="truncate">{draft.name || t('untitled')}</span>
      <span className="text-12 text-ink-faint">{formatRelative(locale, new Date(draft.updatedAt), new Date())}</span>
    </span>
  );
}

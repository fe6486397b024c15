'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { KEPT, keepsWorkKey } from '#components/accounts/forget-local-work.ts';
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
import { useStored } from '#components/ui/use-stored.ts';
import { formatRelative } from '#lib/i18n/format.ts';
import { draftName } from '#lib/playground/draft-name.ts';
import type { DraftName } from './state/browser-store.ts';
import { newLocalId } from './state/local-id.ts';
import { useDraft, usePlayground } from './state/playground-context.tsx';
import { emptyDraft, readStored } from './state/use-opened-playground.ts';
import { TransferItems } from './transfer/transfer-items.tsx';

const loadRenameDialog = () => import('./rename-dialog.tsx').then((part) => part.RenameDialog);
const HistoryDialog = lazy(() => import('./history/history-dialog.tsx'));
const ShareDialog = lazy(() => import('./share/share-dialog.tsx'));
const ImportDialog = lazy(() => import('./transfer/import-dialog.tsx'));

const DIALOGS = { history: HistoryDialog, share: ShareDialog, import: ImportDialog };

/** The drafts in this browser: open, create, rename, copy or delete. */
export function DraftMenu() {
  const t = useTranslations('playground.drafts');
  const { data, drafts, files, store } = usePlayground();
  const draft = useDraft();
  const name = draftName(draft) || t('untitled');
  const [others, setOthers] = useState<DraftName[]>([]);
  const [isRenaming, setRenaming] = useState(false);
  const renaming = { isOpen: isRenaming, onOpenChange: setRenaming };
  const RenameDialog = useFetchedDialog(loadRenameDialog, renaming);
  const [dialog, setDialog] = useState<'import' | 'share' | 'history'>();
  const [keeps, setKeeps] = useStored(keepsWorkKey(data.page.userId));
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
  const copy = () => drafts.open({ ...draft, id: newLocalId(), name: t('copyOf', { name }) });
  const remove = async () => {
    await store?.deleteDraft(draft.id).catch(() => {});
    drafts.open(emptyDraft(data));
  };
  const Opened = dialog && DIALOGS[dialog];
  return (
    <>
      <DropdownMenu onOpenChange={(isOpen) => isOpen && void list()}>
        <DropdownMenuTrigger>
          <Button variant="ghost" className="min-w-0 shrink" aria-label={t('menu', { name })}>
            <span className="max-w-64 truncate">{name}</span>
            <ChevronsUpDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="max-h-96 max-w-80 overflow-y-auto">
          <DropdownMenuItem onSelect={() => drafts.open(emptyDraft(data))}>{t('new')}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setRenaming(true)}>{t('rename')}</DropdownMenuItem>
          <DropdownMenuItem onSelect={copy}>{t('duplicate')}</DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => setDialog('history')}>{t('history')}</DropdownMenuItem>
          <TransferItems onImport={() => setDialog('import')} onShare={() => setDialog('share')} />
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
          <DropdownMenuLabel>{store ? t(keeps === KEPT ? 'keptLonger' : 'kept') : t('notKept')}</DropdownMenuLabel>
          {store && (
            <DropdownMenuItem onSelect={() => setKeeps(keeps === KEPT ? '' : KEPT)}>
              {t(keeps === KEPT ? 'forgetLater' : 'keepLonger')}
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {Opened && (
        <Suspense>
          <Opened onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
      {RenameDialog && (
        <RenameDialog {...renaming} name={draft.name} onRename={(name) => drafts.edit({ type: 'rename', name })} />
      )}
    </>
  );
}

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

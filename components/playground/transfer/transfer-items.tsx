'use client';

import { useTranslations } from 'next-intl';
import { DropdownMenuItem } from '#components/ui/dropdown-menu.tsx';
import { attachmentsIn } from '#lib/playground/attachments.ts';
import { toJsonText } from '#lib/playground/request/json-text.ts';
import { toRequest } from '#lib/playground/request/to-request.ts';
import { useDraft, usePlayground } from '../state/playground-context.tsx';
import { download } from './download.ts';

interface TransferItemsProps {
  onImport: () => void;
  onShare: () => void;
}

/** Export and import of a draft: as a file, as a request, as a link. */
export function TransferItems({ onImport, onShare }: TransferItemsProps) {
  const t = useTranslations('playground.transfer');
  const { files } = usePlayground();
  const draft = useDraft();
  const exportFile = async () => {
    // The exporter also reads, and reading needs the schema, so it loads on demand.
    const { exportDraft } = await import('#lib/playground/stored/exported.ts');
    const attached = draft.columns.flatMap(({ messages }) => messages.flatMap(({ parts }) => attachmentsIn(parts)));
    const urls = attached.flatMap(({ id }): [string, string][] => {
      const url = files.urls.get(id);
      return url === undefined ? [] : [[id, url]];
    });
    download('playground.json', 'application/json', exportDraft(draft, new Map(urls)));
  };
  const copyRequest = () => {
    const [column] = draft.columns;
    if (!column) return;
    const { body } = toRequest(draft, column, { attachments: files.urls });
    void navigator.clipboard?.writeText(toJsonText(body)).catch(() => {});
  };
  return (
    <>
      <DropdownMenuItem onSelect={onImport}>{t('import')}</DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void exportFile()}>{t('exportDraft')}</DropdownMenuItem>
      <DropdownMenuItem onSelect={copyRequest}>{t('exportRequest')}</DropdownMenuItem>
      <DropdownMenuItem onSelect={onShare}>{t('share')}</DropdownMenuItem>
    </>
  );
}

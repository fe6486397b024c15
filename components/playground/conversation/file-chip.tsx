'use client';

import { FileText, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { formatBytes, formatCount } from '#lib/i18n/format.ts';
import { estimateFileTokens } from '#lib/playground/attachments.ts';
import type { Attachment } from '#lib/playground/document.ts';
import { usePlayground } from '../state/playground-context.tsx';

/** An attached file with its type, size and approximate number of tokens. */
export function FileChip({ file, onRemove }: { file: Attachment; onRemove: () => void }) {
  const t = useTranslations('playground.files');
  const locale = useLocale();
  const { files } = usePlayground();
  const read = () => files.urls.get(file.id);
  const url = useSyncExternalStore(files.subscribe, read, read);
  const tokens = estimateFileTokens(file);
  const name = file.name || t('pasted');
  return (
    <span className="flex min-w-0 max-w-72 items-center gap-2 rounded-control border bg-raised py-1 ps-1 pe-0.5">
      {file.mediaType.startsWith('image/') && url ? (
        // biome-ignore lint/performance/noImgElement: a local file, which cannot be optimised
        <img src={url} alt="" className="size-9 shrink-0 rounded-tick object-cover" />
      ) : (
        <FileText aria-hidden className="mx-2 size-5 shrink-0 text-ink-faint" />
      )}
      <span className="grid min-w-0 text-12">
        <bdi className="truncate">{name}</bdi>
        <span className="figures text-ink-muted">
          {formatBytes(locale, file.bytes)}
          {tokens !== null && ` · ${t('tokens', { tokens: formatCount(locale, tokens) })}`}
        </span>
      </span>
      <button
        type="button"
        aria-label={t('remove', { name })}
        onClick={onRemove}
        className="tap-target grid size-7 shrink-0 place-items-center rounded-control text-ink-muted hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </span>
  );
}

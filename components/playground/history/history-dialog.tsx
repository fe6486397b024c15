'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { FormError } from '#components/ui/field.tsx';
import { formatRelative } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import { usePlayground } from '../state/playground-context.tsx';
import { openImport } from '../transfer/open-import.ts';
import { type HistoryEntry, readHistory } from './read-history.ts';

/** Earlier runs, each with its storage place. Opening a run creates a draft from it. */
export default function HistoryDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('playground.history');
  const locale = useLocale();
  const services = usePlayground();
  const [entries, setEntries] = useState<readonly HistoryEntry[]>();
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the dialog opens
  useEffect(() => void readHistory(services).then(setEntries), []);
  const open = async (entry: HistoryEntry) => {
    const text = await entry.read();
    const opened = text !== null && (await openImport(text, services)).problem === null;
    setFailed(!opened);
    if (opened) onClose();
  };
  const now = new Date();
  const kept = (until: Date | null) =>
    until ? t('server', { moment: formatRelative(locale, until, now) }) : t('browser');
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent
        title={t('title')}
        description={services.data.retention === 'none' ? t('inBrowser') : t('onServer')}
      >
        <FormError>{failed && t('failed')}</FormError>
        {entries?.length === 0 && <p className="text-14 text-ink-muted">{t('none')}</p>}
        <ul className="divide-y">
          {entries?.map((entry) => (
            <li key={entry.id}>
              <button
                type="button"
                onClick={() => void open(entry)}
                className="grid w-full min-w-0 rounded-control px-2 py-2 text-start hover:bg-sunken"
              >
                <span className="truncate text-13">{entry.title || (findModel(entry.model)?.name ?? entry.model)}</span>
                <span className="text-12 text-ink-muted">
                  {formatRelative(locale, entry.at, now)} · {kept(entry.until)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  );
}

'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import type { NanoUsd } from '#lib/billing/money.ts';
import { formatCost } from '#lib/i18n/format.ts';
import { MAX_ROWS } from '#lib/playground/document.ts';
import { progressOf } from '#lib/playground/results/dataset.ts';
import { resultsToCsv, resultsToJson } from '#lib/playground/results/export-results.ts';
import { type CsvProblem, readCsv } from '#lib/playground/rows/read-csv.ts';
import { newLocalId } from '../state/local-id.ts';
import { useDraft, usePlayground } from '../state/playground-context.tsx';
import { download } from '../transfer/download.ts';
import { mostOfRows } from './most-of-rows.ts';
import { RowTable } from './row-table.tsx';
import { useCells } from './use-cells.ts';

/** Runs every column with many sets of variable values, and shows the answers. */
export default function RowsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('playground.rows');
  const locale = useLocale();
  const { data, drafts, files } = usePlayground();
  const draft = useDraft();
  const { cells, start, stop, retry } = useCells();
  const [most, setMost] = useState<NanoUsd | null>(null);
  const { total, ended, running, failed } = progressOf(cells);
  const count = draft.rows.length * draft.columns.length;
  const isFree = draft.columns.every(({ payer }) => payer === 'sandbox');

  const run = async () => {
    // The user sees the highest possible cost before the runs begin.
    if (!isFree && most === null) return setMost(await mostOfRows(draft, data.page, files.urls));
    setMost(null);
    start();
  };
  const footer = (
    <>
      {total > 0 && (
        <p role="status" className="figures text-13 text-ink-muted sm:me-auto">
          {t('progress', { ended, total, failed })}
        </p>
      )}
      {ended > 0 && running === 0 && (
        <>
          <Button onClick={() => download('results.csv', 'text/csv', resultsToCsv(cells, draft.rows))}>
            {t('exportCsv')}
          </Button>
          <Button onClick={() => download('results.json', 'application/json', resultsToJson(cells, draft.rows))}>
            {t('exportJson')}
          </Button>
        </>
      )}
      {most !== null && (
        <p role="status" className="figures text-13">
          {t('most', { amount: formatCost(locale, most) })}
        </p>
      )}
      {running > 0 ? (
        <Button onClick={stop}>{t('stop')}</Button>
      ) : (
        <Button variant="primary" disabled={count === 0} onClick={() => void run()}>
          {t('run', { count })}
        </Button>
      )}
    </>
  );
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent
        title={t('title')}
        description={t('text', { most: MAX_ROWS })}
        footer={footer}
        className="max-w-6xl"
      >
        <div className="grid gap-3">
          <div className="flex flex-wrap gap-2">
            <CsvButton />
            <Button
              onClick={() => drafts.edit({ type: 'addRow', row: { id: newLocalId(), values: {} } })}
              disabled={draft.rows.length >= MAX_ROWS}
            >
              {t('add')}
            </Button>
          </div>
          {draft.rows.length > 0 && <RowTable draft={draft} cells={cells} onRetry={retry} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function CsvButton() {
  const t = useTranslations('playground.rows');
  const { drafts } = usePlayground();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<CsvProblem | null>(null);
  const read = async (file: File) => {
    const outcome = readCsv(await file.text());
    setProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    const rows = outcome.table.rows.map((values) => ({ id: newLocalId(), values }));
    drafts.edit({ type: 'setRows', rows });
  };
  return (
    <>
      <Button onClick={() => input.current?.click()}>{t('csv')}</Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,text/csv"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void read(file);
          target.value = '';
        }}
      />
      {problem && (
        <p role="alert" className="basis-full text-13 text-danger">
          {t(`problems.${problem.kind}`, { line: 0, name: '', rows: 0, ...problem })}
        </p>
      )}
    </>
  );
}

'use client';

import { RotateCw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Textarea } from '#components/ui/input.tsx';
import { findModel } from '#lib/models/find.ts';
import type { Draft, Format } from '#lib/playground/document.ts';
import { checkAnswer } from '#lib/playground/results/check-answer.ts';
import type { Cell } from '#lib/playground/results/dataset.ts';
import { isOpen } from '#lib/playground/run/run.ts';
import { listVariables } from '#lib/playground/variables.ts';
import { RunFigures } from '../conversation/run-foot.tsx';
import { usePlayground } from '../state/playground-context.tsx';

interface RowTableProps {
  draft: Draft;
  cells: readonly Cell[];
  onRetry: (cell: Cell) => void;
}

/** Variable values on the left, each column's answers on the right. */
export function RowTable({ draft, cells, onRetry }: RowTableProps) {
  const t = useTranslations('playground.rows');
  const { drafts } = usePlayground();
  const names = listVariables(draft).map(({ name }) => name);
  const models = draft.columns.map(({ id, model, format }) => ({ id, format, name: findModel(model)?.name ?? model }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be focusable
    <section aria-label={t('title')} tabIndex={0} className="overflow-x-auto rounded-panel border">
      <table className="w-full text-13">
        <thead>
          <tr className="border-b bg-sunken text-12 text-ink-muted">
            {names.map((name) => (
              <th key={name} scope="col" className="px-2 py-1.5 text-start font-mono">
                {name}
              </th>
            ))}
            {models.map(({ id, name }) => (
              <th key={id} scope="col" className="px-2 py-1.5 text-start">
                {name}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {draft.rows.map((row, index) => (
            <tr key={row.id} className="border-b align-top last:border-b-0">
              {names.map((name) => (
                <td key={name} className="min-w-36 p-1.5">
                  <Textarea
                    rows={1}
                    aria-label={t('cell', { name, number: index + 1 })}
                    value={row.values[name] ?? ''}
                    onChange={(event) =>
                      drafts.edit({ type: 'setCell', rowId: row.id, name, value: event.target.value })
                    }
                    className="field-sizing-content min-h-8"
                  />
                </td>
              ))}
              {models.map(({ id, format }) => (
                <td key={id} className="min-w-56 max-w-md p-2">
                  <Outcome
                    cell={cells.find((cell) => cell.rowId === row.id && cell.columnId === id)}
                    format={format}
                    onRetry={onRetry}
                  />
                </td>
              ))}
              <td className="p-1.5">
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={t('remove', { number: index + 1 })}
                  onClick={() => drafts.edit({ type: 'removeRow', rowId: row.id })}
                >
                  <X aria-hidden />
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface OutcomeProps {
  cell: Cell | undefined;
  format: Format;
  onRetry: (cell: Cell) => void;
}

function Outcome({ cell, format, onRetry }: OutcomeProps) {
  const t = useTranslations('playground.rows');
  if (!cell?.run) return null;
  const { run } = cell;
  return (
    <div className="grid gap-1">
      <p className="line-clamp-6 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {run.answer.text || run.error?.message}
      </p>
      <p className="figures flex flex-wrap items-center gap-x-3 text-12 text-ink-muted">
        {run.state === 'done' && <Check text={run.answer.text} format={format} />}
        <RunFigures run={run} />
        {!isOpen(run) && (
          <Button variant="ghost" size="icon" className="size-6" aria-label={t('retry')} onClick={() => onRetry(cell)}>
            <RotateCw aria-hidden />
          </Button>
        )}
      </p>
    </div>
  );
}

/** Whether the answer is valid JSON in the requested format. */
function Check({ text, format }: { text: string; format: Format }) {
  const t = useTranslations('playground.answer');
  const { kind } = checkAnswer(text, format);
  if (kind === 'text' || kind === 'bad_schema') return null;
  if (kind === 'not_json') return <span className="text-danger">{t('notJson')}</span>;
  if (kind === 'invalid') return <span className="text-danger">{t('misfits', { message: '' })}</span>;
  return <span className="text-success">{format.type === 'json_schema' ? t('fits') : t('json')}</span>;
}

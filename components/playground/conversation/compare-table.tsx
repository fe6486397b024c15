'use client';

import { useLocale, useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { formatCost, formatCount, formatDuration } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import { bestColumns, type ComparisonRow, toComparisonRow } from '#lib/playground/results/comparison.ts';
import { isOpen } from '#lib/playground/run/run.ts';
import { useColumn, useDraft, useLatestRun } from '../state/playground-context.tsx';

const AnswerDifference = lazy(() => import('./answer-difference.tsx'));

/** The last runs of all columns, side by side. The best value of each figure is marked. */
export default function CompareTable() {
  const t = useTranslations('playground.compare');
  const rows = useLatestRows();
  if (rows.length === 0) return null;
  const best = bestColumns(rows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be focusable
    <section aria-label={t('title')} tabIndex={0} className="shrink-0 overflow-x-auto border-t px-4 py-2 md:px-6">
      <table className="figures w-full text-12">
        <thead className="text-ink-muted">
          <tr>
            <td />
            {(['tokens', 'firstToken', 'speed', 'cost'] as const).map((name) => (
              <th key={name} scope="col" className="px-2 py-0.5 text-end font-normal">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CompareRow key={row.columnId} row={row} best={best} />
          ))}
        </tbody>
      </table>
      <Difference />
    </section>
  );
}

function Difference() {
  const t = useTranslations('playground.compare');
  const [isShown, setShown] = useState(false);
  const { columns } = useDraft();
  const [first, second] = [useLatestRun(columns[0]?.id), useLatestRun(columns[1]?.id)];
  if (!first || !second || isOpen(first) || isOpen(second)) return null;
  if (first.answer.text === '' || second.answer.text === '') return null;
  return (
    <>
      <Button
        variant="link"
        size="inline"
        className="text-12"
        aria-expanded={isShown}
        onClick={() => setShown(!isShown)}
      >
        {t('difference')}
      </Button>
      {isShown && (
        <Suspense>
          <AnswerDifference before={first.answer.text} after={second.answer.text} />
        </Suspense>
      )}
    </>
  );
}

/** Calls a hook for each of the four columns a draft can have, because hooks cannot run in a loop. */
function useLatestRows(): ComparisonRow[] {
  const { columns } = useDraft();
  const ids = columns.map(({ id }) => id);
  const runs = [useLatestRun(ids[0]), useLatestRun(ids[1]), useLatestRun(ids[2]), useLatestRun(ids[3])];
  return runs.flatMap((run) => (run ? toComparisonRow(run) : []));
}

function CompareRow({ row, best }: { row: ComparisonRow; best: ReturnType<typeof bestColumns> }) {
  const locale = useLocale();
  const { columnId, inputTokens, outputTokens, firstTokenMs, tokensPerSecond, cost, isEstimated } = row;
  const { model } = useColumn(columnId);
  const cell = (figure: keyof typeof best) =>
    `px-2 py-0.5 text-end ${best[figure] === columnId ? 'font-medium text-success' : ''}`;
  return (
    <tr>
      <th scope="row" className="truncate py-0.5 text-start font-normal">
        {findModel(model)?.name ?? model}
      </th>
      <td className="px-2 py-0.5 text-end">
        {inputTokens !== null && outputTokens !== null
          ? `${formatCount(locale, inputTokens)} / ${formatCount(locale, outputTokens)}`
          : '–'}
      </td>
      <td className={cell('firstTokenMs')}>{firstTokenMs === null ? '–' : formatDuration(locale, firstTokenMs)}</td>
      <td className={cell('tokensPerSecond')}>
        {tokensPerSecond === null ? '–' : formatCount(locale, Math.round(tokensPerSecond))}
      </td>
      <td className={cell('cost')}>
        {cost === null ? (
          '–'
        ) : (
          <span
            className={isEstimated ? 'text-live-ink' : ''}
          >{`${isEstimated ? '≈ ' : ''}${formatCost(locale, cost)}`}</span>
        )}
      </td>
    </tr>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { toInlineElements } from './elements.tsx';
import { isTooHard } from './hardness.ts';
import { type Alignment, splitRow, type TableBlock } from './table-rows.ts';

const MOST_ROWS = 2_000;
/** Longer tables have fixed column widths, because a browser otherwise measures every cell again for each new row. */
const MOST_MEASURED_ROWS = 200;

/** A table of an answer. It scrolls sideways, and existing rows do not render again when a row arrives. */
export function AnswerTable({ table: { head, alignments, rows } }: { table: TableBlock }) {
  const t = useTranslations('playground.markdown');
  const names = splitRow(head);
  const shown = rows.slice(0, MOST_ROWS);
  const rest = rows.slice(MOST_ROWS);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be focusable
    <section aria-label={t('table')} tabIndex={0} className="min-w-0 overflow-x-auto">
      <table
        data-slot="answer-table"
        className={cn(
          'min-w-full border-collapse text-13',
          shown.length > MOST_MEASURED_ROWS ? 'w-full table-fixed' : 'w-max',
        )}
      >
        <thead>
          <tr className="border-hairline-strong border-b">
            {alignments.map((alignment, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
              <th key={column} scope="col" className={`px-3 py-1.5 font-medium ${ALIGNED[alignment ?? 'left']}`}>
                <Cell source={names[column] ?? ''} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
            <TableRow key={index} source={row} alignments={alignments.join()} />
          ))}
        </tbody>
      </table>
      {rest.length > 0 && <p className="whitespace-pre-wrap">{rest.join('\n')}</p>}
    </section>
  );
}

const ALIGNED = { left: 'text-start', center: 'text-center', right: 'text-end' } as const satisfies Record<
  NonNullable<Alignment>,
  string
>;

const TableRow = memo(({ source, alignments }: { source: string; alignments: string }) => {
  const cells = splitRow(source);
  return (
    <tr className="border-b last:border-b-0">
      {alignments.split(',').map((alignment, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
        <td key={column} className={`px-3 py-1.5 align-top ${ALIGNED[(alignment || 'left') as keyof typeof ALIGNED]}`}>
          <Cell source={cells[column] ?? ''} />
        </td>
      ))}
    </tr>
  );
});
TableRow.displayName = 'TableRow';

/** Matches cells with Markdown in them. Most cells are plain text and need no parsing. */
const NEEDS_READING = /[*_~`[\]&<\\!@]|:\/\/|www\./i;

const Cell = ({ source }: { source: string }) =>
  NEEDS_READING.test(source) && !isTooHard(source) ? toInlineElements(source) : source;

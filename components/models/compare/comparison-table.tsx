import { useTranslations } from 'next-intl';
import { Inline } from '#components/docs/inline.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import type { ComparedRow } from '#lib/docs/comparison.ts';
import type { Model } from '#lib/models/model.ts';

interface ComparisonTableProps {
  caption: string;
  models: readonly [Model, Model];
  rows: readonly ComparedRow[];
}

/** Differences have a sign and a word. On phones both models are below the name of the fact. */
export function ComparisonTable({ caption, models, rows }: ComparisonTableProps) {
  const t = useTranslations('compare');
  return (
    <Table caption={caption} className="table-fixed text-13 max-md:block">
      <TableHead className="max-md:block">
        <tr className="max-md:grid max-md:grid-cols-2">
          <TableHeading className="max-md:sr-only md:w-1/3">{t('fact')}</TableHeading>
          {models.map(({ id, name }) => (
            <TableHeading key={id} className="max-md:px-0 max-md:py-2 md:w-1/3">
              {name}
            </TableHeading>
          ))}
        </tr>
      </TableHead>
      <TableBody className="max-md:block">
        {rows.map((row) => (
          <TableRow key={row.name} className="max-md:grid max-md:grid-cols-2 max-md:py-2">
            <TableHeading
              scope="row"
              className="py-2.5 align-top font-normal text-13 text-ink-muted max-md:col-span-2 max-md:h-auto max-md:px-0 max-md:py-1"
            >
              {row.isDifferent && (
                <span className="me-1.5 font-semibold text-accent">
                  <span aria-hidden>≠</span>
                  <span className="sr-only">{t('differs')}</span>
                </span>
              )}
              <Inline>{row.name}</Inline>
            </TableHeading>
            {row.cells.map((cell, index) => (
              <TableCell
                key={models[index]?.id}
                className={`figures h-auto py-2.5 pe-3 align-top [overflow-wrap:anywhere] max-md:px-0 max-md:py-1 max-md:pe-3 ${row.isDifferent ? 'font-medium text-ink' : 'text-ink-muted'}`}
              >
                <Inline>{cell}</Inline>
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

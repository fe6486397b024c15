import { Inline, InlineCode } from '#components/docs/inline.tsx';
import { Table, TableBody, TableCell, TableHeading, TableRow } from '#components/ui/table.tsx';
import type { DocTable } from '#lib/docs/doc-table.ts';
import type { TreatmentGroup } from '#lib/docs/tables/model-treatments.ts';

/** A two-column table, narrow enough to stay a table on phones. */
export function FactList({ table }: { table: DocTable }) {
  const [, column] = table.columns;
  return (
    <Table caption={`${table.caption}, ${column?.name}`} className={column?.isNumeric ? 'my-4 max-w-md' : 'my-4'}>
      <TableBody>
        {table.rows.map(([name, fact = '']) => (
          <TableRow key={name}>
            <TableHeading
              scope="row"
              className={`h-10 py-2 align-top font-normal text-14 text-ink-muted ${column?.isNumeric ? '' : 'w-2/5'}`}
            >
              {name}
            </TableHeading>
            <TableCell
              isNumeric={column?.isNumeric}
              className="h-10 align-top text-14 [&_a]:tap-target [overflow-wrap:anywhere]"
            >
              <Inline>{fact}</Inline>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Treatment of the parameters, grouped so that each reason appears once. */
export function ParameterTreatments({ groups }: { groups: readonly TreatmentGroup[] }) {
  return groups.map(({ treatment, count, alike }) => (
    <section key={treatment}>
      <h3 className="mt-8 mb-2 flex gap-2 text-16">
        <span className="first-letter:uppercase">{treatment}</span>
        <span className="figures font-normal text-ink-muted">{count}</span>
      </h3>
      <ul className="divide-y border-y">
        {alike.map(({ names, reason }) => (
          <li key={names[0]} className="py-3">
            <p className="flex flex-wrap gap-1.5 text-14">
              {names.map((name) => (
                <InlineCode key={name}>{name}</InlineCode>
              ))}
            </p>
            {reason && (
              <p className="mt-1.5 text-14 text-ink-muted">
                <Inline>{reason}</Inline>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}

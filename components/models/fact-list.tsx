import { Inline } from '#components/docs/inline.tsx';
import { Table, TableBody, TableCell, TableHeading, TableRow } from '#components/ui/table.tsx';
import type { DocTable } from '#lib/docs/doc-table.ts';

/** A table of names and what belongs to them: narrow enough to stay one on a phone. */
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

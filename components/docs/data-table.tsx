import { cn } from '#components/ui/class-names.ts';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import type { DocTable } from '#lib/docs/doc-table.ts';
import { Inline } from './inline.tsx';

/** Ids and parameters stay in one line; a directive with its arguments may break. */
const LONGEST_NAME = 36;

/** What the tables write where there is nothing to say, which on a phone would take a line each. */
const ABSENT = '–';

/** Written out, because some browsers drop a table's roles when CSS lays it out as blocks. */
const ROLES = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  heading: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const;

/**
 * A generated table. On phones each row becomes a list of its facts, every one with the name of its column. For screen
 * readers it stays a table with a head.
 */
export function DataTable({ table }: { table: DocTable }) {
  return (
    <Table {...ROLES.table} caption={table.caption} className="my-6 text-13 max-md:block">
      <TableHead {...ROLES.group} className="max-md:sr-only">
        <tr {...ROLES.row}>
          {table.columns.map(({ name, isNumeric }) => (
            <TableHeading {...ROLES.heading} key={name} isNumeric={isNumeric}>
              {name}
            </TableHeading>
          ))}
        </tr>
      </TableHead>
      <TableBody {...ROLES.group} className="max-md:block">
        {table.rows.map((cells) => (
          <TableRow {...ROLES.row} key={cells.join()} className="break-inside-avoid max-md:block max-md:py-3">
            {cells.map((cell, index) => (
              <Cell key={table.columns[index]?.name} cell={cell} column={table.columns[index]} isFirst={index === 0} />
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

interface CellProps {
  cell: string;
  column: DocTable['columns'][number] | undefined;
  isFirst: boolean;
}

function Cell({ cell, column, isFirst }: CellProps) {
  const style = cn(
    'h-auto py-2.5 align-top',
    'max-md:flex max-md:gap-3 max-md:px-0 max-md:py-1',
    (!cell || cell === ABSENT) && 'max-md:hidden',
  );
  return (
    <TableCell
      {...ROLES.cell}
      isNumeric={column?.isNumeric}
      className={cn(style, column?.isNumeric && 'max-md:text-start')}
    >
      {!isFirst && (
        <span aria-hidden className="w-28 shrink-0 text-12/5 text-ink-muted md:hidden">
          {column?.name}
        </span>
      )}
      <span
        className={cn(
          'min-w-0',
          isFirst && 'font-medium',
          isFirst && cell.length <= LONGEST_NAME && 'md:whitespace-nowrap',
        )}
      >
        <Inline>{cell}</Inline>
      </span>
    </TableCell>
  );
}

import { cn } from '#components/ui/class-names.ts';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { ABSENT, type DocColumn, type DocTable } from '#lib/docs/doc-table.ts';
import { Inline } from './inline.tsx';

/** Longest name kept on one line. Ids and parameters are shorter; a directive with its arguments may wrap. */
const LONGEST_NAME = 36;

/** Explicit, because some browsers drop table roles when CSS changes the layout to blocks. */
const ROLES = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  heading: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const;

/**
 * A generated table. On phones each row becomes an item: its name, then figures in columns, then labelled facts.
 * For screen readers it stays a table with a head.
 */
export function DataTable({ table: { caption, columns, rows } }: { table: DocTable }) {
  const hasAside = columns.some(({ part }) => part === 'aside');
  return (
    <Table {...ROLES.table} caption={caption} className="my-6 text-13 max-md:block max-md:border-y">
      <TableHead {...ROLES.group} className="max-md:sr-only">
        <tr {...ROLES.row}>
          {columns.map(({ name, isNumeric }) => (
            <TableHeading {...ROLES.heading} key={name} isNumeric={isNumeric}>
              {name}
            </TableHeading>
          ))}
        </tr>
      </TableHead>
      <TableBody {...ROLES.group} className="max-md:block">
        {rows.map((cells) => (
          <TableRow
            {...ROLES.row}
            key={cells.join()}
            className="break-inside-avoid max-md:grid max-md:grid-cols-3 max-md:gap-x-4 max-md:gap-y-1.5 max-md:py-3"
          >
            {columns.map((column, index) =>
              index === 0 ? (
                <NameCell key={column.name} cell={cells[0] ?? ''} isWide={!hasAside} />
              ) : (
                <Cell key={column.name} cell={cells[index] ?? ''} column={column} />
              ),
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const CELL = 'h-auto py-2.5 align-top max-md:min-w-0 max-md:p-0';

function NameCell({ cell, isWide }: { cell: string; isWide: boolean }) {
  return (
    <TableCell
      {...ROLES.cell}
      className={cn(
        CELL,
        'font-medium max-md:[overflow-wrap:anywhere]',
        isWide ? 'max-md:col-span-3' : 'max-md:col-span-2',
        cell.length <= LONGEST_NAME && 'md:whitespace-nowrap',
      )}
    >
      <Inline>{cell}</Inline>
    </TableCell>
  );
}

function Cell({ cell, column: { name, isNumeric, part } }: { cell: string; column: DocColumn }) {
  const isFigure = isNumeric && !part;
  const style = cn(
    CELL,
    isFigure && 'max-md:flex max-md:flex-col max-md:justify-end max-md:text-start',
    part === 'aside' && 'max-md:text-end max-md:text-ink-muted',
    !isFigure && part !== 'aside' && 'max-md:col-span-3',
    (!cell || cell === ABSENT) && 'max-md:hidden',
  );
  return (
    <TableCell {...ROLES.cell} isNumeric={isNumeric} className={style}>
      {!part && (
        <span aria-hidden className={cn('text-12 text-ink-muted md:hidden', isFigure ? 'block' : 'me-3')}>
          {name}
        </span>
      )}
      <Inline>{cell}</Inline>
    </TableCell>
  );
}

/** A table made from code, shown as HTML and as Markdown. Cells are inline Markdown: `code`, **strong** and [links](/docs). */
export interface DocTable {
  caption: string;
  columns: readonly DocColumn[];
  rows: readonly (readonly string[])[];
  /** Rows that belong together, in their order. Without it all are one group without a title. */
  groups?: readonly RowGroup[];
}

export interface DocColumn {
  name: string;
  isNumeric?: boolean;
  /** What it says of the row's first cell, where a row is no line of a table but an item; else its name stands before it. */
  part?: ItemPart;
}

/** `aside` stands beside the name, a `flag` does so by its column's name, and a `text` is a sentence of its own. */
type ItemPart = 'aside' | 'flag' | 'text';

interface RowGroup {
  title: string;
  count: number;
  /** Only the names are shown until somebody opens it. */
  isFolded: boolean;
}

/** The groups with their rows. */
export function groupRows({ rows, groups = [] }: DocTable): (RowGroup & { rows: DocTable['rows'] })[] {
  const starts = groups.map((_, index) => groups.slice(0, index).reduce((sum, { count }) => sum + count, 0));
  return groups.map((group, index) => ({ ...group, rows: rows.slice(starts[index]).slice(0, group.count) }));
}

/** What a table writes where there is nothing to say. */
export const ABSENT = '–';

export function toMarkdownTable({ columns, rows }: DocTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapePipes).join(' | ')} |`;
  const rule = columns.map(({ isNumeric }) => (isNumeric ? '---:' : '---'));
  return [line(columns.map(({ name }) => name)), line(rule), ...rows.map(line)].join('\n');
}

const escapePipes = (cell: string): string => cell.replaceAll('|', '\\|');

/** Where a field of a list can be linked to: `parameters-top_p`, or `answer-choices.message` for `choices[].message`. */
export const fieldId = (list: string, name: string): string => `${list}-${name.replace(/[^\w.-]/g, '')}`;

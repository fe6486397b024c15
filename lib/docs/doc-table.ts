/** A table made from code, shown as HTML and as Markdown. Cells are inline Markdown: `code`, **strong** and [links](/docs). */
export interface DocTable {
  caption: string;
  columns: readonly DocColumn[];
  rows: readonly (readonly string[])[];
  /** Row groups in their order. Without it, all rows form one group without a title. */
  groups?: readonly RowGroup[];
}

export interface DocColumn {
  name: string;
  isNumeric?: boolean;
  /** How a list item shows the column; by default with its name before the value. */
  part?: ItemPart;
}

/** `aside` stands beside the item's name, a `flag` shows only the column's name, and a `text` is a sentence. */
type ItemPart = 'aside' | 'flag' | 'text';

interface RowGroup {
  title: string;
  count: number;
  /** Collapsed at first: only the names are shown. */
  isFolded: boolean;
}

export function groupRows({ rows, groups = [] }: DocTable): (RowGroup & { rows: DocTable['rows'] })[] {
  const starts = groups.map((_, index) => groups.slice(0, index).reduce((sum, { count }) => sum + count, 0));
  return groups.map((group, index) => ({ ...group, rows: rows.slice(starts[index]).slice(0, group.count) }));
}

/** The text of an empty cell. */
export const ABSENT = '–';

export function toMarkdownTable({ columns, rows }: DocTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapePipes).join(' | ')} |`;
  const rule = columns.map(({ isNumeric }) => (isNumeric ? '---:' : '---'));
  return [line(columns.map(({ name }) => name)), line(rule), ...rows.map(line)].join('\n');
}

const escapePipes = (cell: string): string => cell.replaceAll('|', '\\|');

/** The anchor of a field: `parameters-top_p`, or `answer-choices.message` for `choices[].message`. */
export const fieldId = (list: string, name: string): string => `${list}-${name.replace(/[^\w.-]/g, '')}`;

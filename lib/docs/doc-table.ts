/** A table made from code, shown as HTML and as Markdown. Cells are inline Markdown: `code`, **strong** and [links](/docs). */
export interface DocTable {
  caption: string;
  columns: readonly { name: string; isNumeric?: boolean }[];
  rows: readonly (readonly string[])[];
}

export function toMarkdownTable({ columns, rows }: DocTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapePipes).join(' | ')} |`;
  const rule = columns.map(({ isNumeric }) => (isNumeric ? '---:' : '---'));
  return [line(columns.map(({ name }) => name)), line(rule), ...rows.map(line)].join('\n');
}

const escapePipes = (cell: string): string => cell.replaceAll('|', '\\|');

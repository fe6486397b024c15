export type Alignment = 'left' | 'center' | 'right' | null;

/** A table, its rows apart, so that a row that is there already is not read again when another is added. */
export interface TableBlock {
  kind: 'table';
  head: string;
  alignments: Alignment[];
  rows: string[];
}

const DELIMITER = /^:?-+:?$/;
/** What has more columns is no table that somebody could read. */
const MOST_COLUMNS = 64;

/** Whether a line separates the head above it from the rows below: as many cells, each of dashes. */
export function isDelimiterRow(line: string, head: string): boolean {
  if (!/^[ \t|:-]+$/.test(line) || /^ {4}/.test(line)) return false;
  const cells = splitRow(line);
  return (
    cells.length <= MOST_COLUMNS &&
    cells.length === splitRow(head).length &&
    cells.every((cell) => DELIMITER.test(cell))
  );
}

export const readAlignments = (delimiters: string): Alignment[] =>
  splitRow(delimiters).map((cell) => {
    const [start, end] = [cell.startsWith(':'), cell.endsWith(':')];
    if (start && end) return 'center';
    return end ? 'right' : start ? 'left' : null;
  });

/** The cells of a row. Within one, `\|` is a bar. */
export function splitRow(line: string): string[] {
  const cells = line.trim().match(/(?:\\[\s\S]|[^\\|])*\|?/g) ?? [];
  const texts = cells.filter((cell) => cell !== '').map((cell) => cell.replace(/(?<!\\)\|$/, '').trim());
  const inner = line.trim().startsWith('|') ? texts.slice(1) : texts;
  return inner.map((text) => text.replaceAll('\\|', '|'));
}

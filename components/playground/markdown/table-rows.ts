export type Alignment = 'left' | 'center' | 'right' | null;

/** A table with its rows apart, so that adding a row does not parse the existing rows again. */
export interface TableBlock {
  kind: 'table';
  head: string;
  alignments: Alignment[];
  rows: string[];
}

const DELIMITER = /^:?-+:?$/;
/** Wider tables are unreadable and stay text. */
const MOST_COLUMNS = 64;

/** Whether a line is the delimiter row below `head`: as many cells, each of dashes. */
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

/** Splits a row into cells. In a cell, `\|` is a literal bar. */
export function splitRow(line: string): string[] {
  const cells = line.trim().match(/(?:\\[\s\S]|[^\\|])*\|?/g) ?? [];
  const texts = cells.filter((cell) => cell !== '').map((cell) => cell.replace(/(?<!\\)\|$/, '').trim());
  const inner = line.trim().startsWith('|') ? texts.slice(1) : texts;
  return inner.map((text) => text.replaceAll('\\|', '|'));
}

/** The line that opens a block of code. */
export interface Fence {
  marker: string;
  indent: number;
  /** The first word behind it; empty for none. */
  language: string;
}

const OPENING = /^( {0,3})(`{3,}|~{3,})[ \t]*(.*)$/;

export function openFence(line: string): Fence | null {
  const [, indent = '', marker = '', info = ''] = OPENING.exec(line) ?? [];
  // Behind backticks there are none, or it is code within a line.
  if (marker === '' || (marker.startsWith('`') && info.includes('`'))) return null;
  return { marker, indent: indent.length, language: info.split(/\s/, 1)[0] ?? '' };
}

/** Whether a line has as many of the same marks, and nothing else. */
export function isClosing(line: string, { marker }: Fence): boolean {
  const marks = /^ {0,3}([`~]+)[ \t]*$/.exec(line)?.[1] ?? '';
  return marks.length >= marker.length && marks === (marker[0] ?? '').repeat(marks.length);
}

/** Code loses as much indentation as its fence has. */
export const withoutIndent = (line: string, { indent }: Fence): string =>
  indent === 0 ? line : line.slice(Math.min(indent, line.length - line.trimStart().length));

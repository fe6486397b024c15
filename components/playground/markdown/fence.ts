/** The opening line of a fenced code block. */
export interface Fence {
  marker: string;
  indent: number;
  /** The first word after the marker; empty for none. */
  language: string;
}

const OPENING = /^( {0,3})(`{3,}|~{3,})[ \t]*(.*)$/;

export function openFence(line: string): Fence | null {
  const [, indent = '', marker = '', info = ''] = OPENING.exec(line) ?? [];
  // The info string of a backtick fence contains no backtick, otherwise the line is inline code.
  if (marker === '' || (marker.startsWith('`') && info.includes('`'))) return null;
  return { marker, indent: indent.length, language: info.split(/\s/, 1)[0] ?? '' };
}

/** A closing fence has at least as many of the same marks, and nothing else. */
export function isClosing(line: string, { marker }: Fence): boolean {
  const marks = /^ {0,3}([`~]+)[ \t]*$/.exec(line)?.[1] ?? '';
  return marks.length >= marker.length && marks === (marker[0] ?? '').repeat(marks.length);
}

/** Removes from a line of code as much indentation as its fence has. */
export const withoutIndent = (line: string, { indent }: Fence): string =>
  indent === 0 ? line : line.slice(Math.min(indent, line.length - line.trimStart().length));

/** Longer blocks are not parsed as Markdown: real answers have none, and parsing takes superlinear time. */
const MOST_CHARACTERS = 8_000;
/** Each mark may open a span, so parsing a later mark costs time for each earlier mark. */
const MARKS = /[*_~`[\]&<\\]/g;
const MOST_MARKS = 300;
/** Deeply nested quotes and lists. The parser recurses once for every level. */
const DEEP = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){12}|^[ \t]{60}/m;

/** Whether parsing a block would take longer than a frame. Hostile answers consist of such blocks. */
export function isTooHard(source: string): boolean {
  if (source.length > MOST_CHARACTERS || DEEP.test(source)) return true;
  return countMarks(source) > MOST_MARKS;
}

export const countMarks = (text: string): number => text.match(MARKS)?.length ?? 0;
